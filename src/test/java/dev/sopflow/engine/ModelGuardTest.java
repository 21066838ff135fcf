package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.house.SopflowTest;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class ModelGuardTest {

  private static final String MODEL =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
        <bpmn:process id="guarded" isExecutable="true" camunda:historyTimeToLive="P30D">
          <bpmn:startEvent id="StartEvent_Go" />
          <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_Go" targetRef="Task_Do" />
          <bpmn:serviceTask id="Task_Do" camunda:delegateExpression="${measure}" />
          <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_Do" targetRef="EndEvent_Done" />
          <bpmn:endEvent id="EndEvent_Done" />
        </bpmn:process>
      </bpmn:definitions>
      """;

  @Autowired RepositoryService repository;

  @Test
  void aSoundModelIsDeployed() {
    var deployed = deploy("guarded.bpmn", MODEL);
    assertThat(deployed).isNotNull();
    repository.deleteDeployment(deployed, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " camunda:historyTimeToLive=\"P30D\" | '' | 'guarded' has no history time to live",
        "delegateExpression=\"${measure}\" | delegateExpression=\"${mesure}\" | 'Task_Do' uses ${mesure}, which is no step",
        "camunda:delegateExpression=\"${measure}\" | camunda:class=\"java.lang.Object\" | 'Task_Do' names a Java class",
        "serviceTask id=\"Task_Do\" camunda:delegateExpression=\"${measure}\" | scriptTask id=\"Task_Do\" scriptFormat=\"groovy\" | 'Task_Do' is a script",
        "serviceTask id=\"Task_Do\" camunda:delegateExpression=\"${measure}\" | callActivity id=\"Task_Do\" calledElement=\"nowhere\" | 'Task_Do' refers by calledElement to 'nowhere'",
        "serviceTask id=\"Task_Do\" camunda:delegateExpression=\"${measure}\" | businessRuleTask id=\"Task_Do\" camunda:decisionRef=\"nothing\" | 'Task_Do' refers by decisionRef to 'nothing'",
        "serviceTask id=\"Task_Do\" camunda:delegateExpression=\"${measure}\" | userTask id=\"Task_Do\" camunda:formRef=\"no-form\" | 'Task_Do' refers by formRef to 'no-form'",
        "camunda:delegateExpression=\"${measure}\" | camunda:expression=\"${jdbcClient.sql('drop')}\" | 'Task_Do' asks 'jdbcClient'",
        "</bpmn:process> | </bpmn:process><bpmn:message id=\"Message_Typo\" name=\"ContactClickd\" /> | 'Message_Typo' listens to 'ContactClickd', which is never told",
        "<bpmn:endEvent id=\"EndEvent_Done\" /> | <bpmn:endEvent> | guarded.bpmn can't be read",
      })
  void aModelThatCouldNotRunIsRefusedInPlainWords(String from, String to, String says) {
    var broken = MODEL.replace(from, to);
    assertThat(broken).isNotEqualTo(MODEL);
    var before = repository.createDeploymentQuery().count();
    assertThatThrownBy(() -> deploy("guarded.bpmn", broken))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("guarded.bpmn")
        .hasMessageContaining(says);
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
  }

  @Test
  void aFormThatTasklistCannotShowIsRefused() {
    assertThatThrownBy(() -> deploy("new.form", "{\"id\": \"new\", \"schemaVersion\": 17}"))
        .hasMessageContaining("new.form: the form has schema version 17");
    assertThatThrownBy(() -> deploy("new.form", "{\"id\": "))
        .hasMessageContaining("new.form can't be read");
  }

  private String deploy(String name, String text) {
    return repository.createDeployment().name("test").addString(name, text).deploy().getId();
  }
}
