package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/** An ops lead's models run steps; they never reach Java, the engine's services or a shell. */
@SopflowTest
class ModelAttacksTest {

  private static final String MODEL =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
          xmlns:old="http://activiti.org/bpmn" targetNamespace="t">
        <bpmn:message id="Message_1" name="${execution['processEngineServices']['identityService']['createMembership']('ops','admin')}" />
        <bpmn:process id="attack" isExecutable="true" camunda:historyTimeToLive="P30D">
          <bpmn:startEvent id="StartEvent_Go" />
          <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_Go" targetRef="Task_Do" />
          TASK
          <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_Do" targetRef="EndEvent_Done" />
          <bpmn:endEvent id="EndEvent_Done" />
        </bpmn:process>
      </bpmn:definitions>
      """;

  private static final String TABLE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
          xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="d">
        <decision id="attack-table" name="Attack" camunda:historyTimeToLive="P30D">
          <decisionTable id="t">
            <output id="o" name="o" typeRef="string" />
            <rule id="r"><outputEntry id="e"LANGUAGE><text>EXPRESSION</text></outputEntry></rule>
          </decisionTable>
        </decision>
      </definitions>
      """;

  private static final String JOIN =
      "identityService['createMembership']('ops','admin') == null ? 'x' : 'y'";
  private static final String BY_EXECUTION =
      "execution.processEngineServices.identityService.createMembership('ops','admin')";
  private static final String BY_BRACKETS =
      "execution['processEngineServices']['identityService']['createMembership']('ops','admin')";

  @Autowired TestRestTemplate rest;
  @Autowired IdentityService identities;
  @Autowired RepositoryService repository;

  @AfterEach
  void tidy() {
    repository
        .createDeploymentQuery()
        .deploymentName("attack")
        .list()
        .forEach(attack -> repository.deleteDeployment(attack.getId(), true));
    identities.deleteMembership("ops", "admin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<bpmn:serviceTask id='Task_Do' camunda:expression=\"${EXECUTION}\" />",
        "<bpmn:serviceTask id='Task_Do' camunda:expression=\"${BRACKETS}\" />",
        "<bpmn:serviceTask id='Task_Do' camunda:expression=\"${JOIN}\" />",
        "<bpmn:serviceTask id='Task_Do' camunda:expression=\"${''.getClass().forName('java.lang.Runtime').getMethods()}\" />",
        "<bpmn:serviceTask id='Task_Do' camunda:expression=\"${calendar['class']['classLoader']}\" />",
        "<bpmn:serviceTask id='Task_Do' camunda:expression=\"${calendar['getClass']()}\" />",
        "<bpmn:serviceTask id='Task_Do' camunda:expression=\"${measure['execute'](execution)}\" />",
        "<bpmn:serviceTask id='Task_Do' old:expression=\"${EXECUTION}\" />",
        "<bpmn:serviceTask id='Task_Do' old:class='java.lang.Object' />",
        "<bpmn:serviceTask id='Task_Do' camunda:type='external' camunda:topic=\"${BRACKETS}\" />",
        "<bpmn:serviceTask id='Task_Do' camunda:type='external' camunda:topic='t' camunda:taskPriority=\"${BRACKETS}\" />",
        "<bpmn:callActivity id='Task_Do' calledElement=\"${BRACKETS}\" />",
        "<bpmn:userTask id='Task_Do' camunda:candidateUsers=\"${BRACKETS}\" />",
        "<bpmn:userTask id='Task_Do' camunda:dueDate=\"${BRACKETS}\" />",
        "<bpmn:userTask id='Task_Do' camunda:formKey='embedded:deployment:x.html' />",
        "<bpmn:scriptTask id='Task_Do' scriptFormat='juel'><bpmn:script>${EXECUTION}</bpmn:script></bpmn:scriptTask>",
        "<bpmn:manualTask id='Task_Do'><bpmn:extensionElements><camunda:executionListener event='start'><camunda:script scriptFormat='juel'>${EXECUTION}</camunda:script></camunda:executionListener></bpmn:extensionElements></bpmn:manualTask>",
        "<bpmn:manualTask id='Task_Do'><bpmn:extensionElements><camunda:executionListener event='start' expression=\"${BRACKETS}\" /></bpmn:extensionElements></bpmn:manualTask>",
        "<bpmn:manualTask id='Task_Do'><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name='x'>${BRACKETS}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:manualTask>",
        "<bpmn:manualTask id='Task_Do' /><bpmn:sequenceFlow id='Flow_3' sourceRef='Task_Do' targetRef='EndEvent_Done'><bpmn:conditionExpression xsi:type='bpmn:tFormalExpression' language='juel'>${EXECUTION}</bpmn:conditionExpression></bpmn:sequenceFlow>",
        "<bpmn:receiveTask id='Task_Do' messageRef='Message_1' />",
        "<bpmn:serviceTask id='Task_Do' camunda:type='shell'><bpmn:extensionElements><camunda:field name='command' stringValue='true' /></bpmn:extensionElements></bpmn:serviceTask>",
      })
  void aModelThatReachesForJavaDoesNothing(String task) {
    var files = Map.of("attack.bpmn", MODEL.replace("TASK", filled(task)));
    assertRefused(files);
  }

  @ParameterizedTest
  @ValueSource(strings = {" expressionLanguage='juel'", " expressionLanguage='groovy'", ""})
  void aTableThatReachesForJavaDoesNothing(String language) {
    var table = TABLE.replace("LANGUAGE", language).replace("EXPRESSION", "${" + JOIN + "}");
    assertRefused(Map.of("attack.bpmn", asking(), "attack.dmn", table));
  }

  @Test
  void onlyModelsTablesAndFormsAreDeployed() {
    for (var name : new String[] {"x.html", "x.cmmn", "xbpmn"}) {
      assertThat(deploy(Map.of(name, "<html/>"))).isEqualTo(400);
    }
  }

  private void assertRefused(Map<String, String> files) {
    var deployed = deploy(files);
    var started = deployed == 200 ? start() : deployed;
    assertThat(isAdmin()).as("ops has become admin").isFalse();
    assertThat(started).as("answer to the attack").isGreaterThanOrEqualTo(400);
  }

  private boolean isAdmin() {
    return identities.createUserQuery().userId("ops").memberOfGroup("admin").count() > 0;
  }

  private int deploy(Map<String, String> files) {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add("deployment-name", "attack");
    files.forEach((name, text) -> parts.add(name, part(name, text)));
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.MULTIPART_FORM_DATA);
    return post("/engine-rest/deployment/create", new HttpEntity<>(parts, headers));
  }

  private int start() {
    return post("/engine-rest/process-definition/key/attack/start", Map.of());
  }

  private int post(String path, Object body) {
    var ops = rest.withBasicAuth("ops", "ops");
    return ops.postForEntity(path, body, String.class).getStatusCode().value();
  }

  private static ByteArrayResource part(String name, String text) {
    return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public String getFilename() {
        return name;
      }
    };
  }

  private static String asking() {
    var task = "<bpmn:businessRuleTask id='Task_Do' camunda:decisionRef='attack-table' />";
    return MODEL.replace("TASK", task);
  }

  private static String filled(String task) {
    return task.replace("EXECUTION", BY_EXECUTION)
        .replace("BRACKETS", BY_BRACKETS)
        .replace("JOIN", JOIN);
  }
}
