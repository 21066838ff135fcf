package dev.sopflow.engine;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.springframework.stereotype.Component;

/** The fields of steps as models fill them in. */
@Component
class StepFields {

  private final RepositoryService repository;

  StepFields(RepositoryService repository) {
    this.repository = repository;
  }

  /** Of the first such step in the model; none if it has no such step. */
  Map<String, String> of(String processDefinitionId, String step) {
    return repository
        .getBpmnModelInstance(processDefinitionId)
        .getModelElementsByType(ServiceTask.class)
        .stream()
        .filter(task -> ("${" + step + "}").equals(task.getCamundaDelegateExpression()))
        .findFirst()
        .map(StepFields::fields)
        .orElse(Map.of());
  }

  private static Map<String, String> fields(ServiceTask task) {
    return Optional.ofNullable(task.getExtensionElements()).stream()
        .flatMap(
            all -> all.getElementsQuery().filterByType(CamundaInputOutput.class).list().stream())
        .flatMap(StepFields::inputs)
        .collect(
            Collectors.toMap(
                CamundaInputParameter::getCamundaName, CamundaInputParameter::getTextContent));
  }

  private static Stream<CamundaInputParameter> inputs(CamundaInputOutput mapping) {
    return mapping.getCamundaInputParameters().stream();
  }
}
