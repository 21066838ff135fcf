package dev.sopflow.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;

/**
 * What a model says about the plan of its dates.
 *
 * @param table the key of its decision table
 * @param anchor expression of the date that the others are counted from
 * @param zone expression of the time zone, or an empty text
 * @param along names of further date variables that move with the anchor
 */
record PlanStep(String table, String anchor, String zone, List<String> along) {

  private static final String BEAN = "${planBackwards}";
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  /** The model's step that plans dates, if it has one. */
  static Optional<PlanStep> in(BpmnModelInstance model) {
    return model.getModelElementsByType(ServiceTask.class).stream()
        .filter(task -> BEAN.equals(task.getCamundaDelegateExpression()))
        .findFirst()
        .map(PlanStep::of);
  }

  private static PlanStep of(ServiceTask task) {
    return new PlanStep(
        field(task, "planTable"),
        field(task, "anchor"),
        field(task, "zone"),
        Arrays.stream(field(task, "along").split(",")).map(String::strip).toList());
  }

  private static String field(ServiceTask task, String name) {
    var fields =
        task.getExtensionElements()
            .getElementsQuery()
            .filterByType(CamundaInputOutput.class)
            .singleResult();
    return fields.getCamundaInputParameters().stream()
        .filter(field -> field.getCamundaName().equals(name))
        .findFirst()
        .map(CamundaInputParameter::getTextContent)
        .map(String::strip)
        .orElse("");
  }

  /** Whatever moves with the anchor. */
  Set<String> variables() {
    return Stream.concat(anchorWords().stream(), along.stream()).collect(Collectors.toSet());
  }

  /** Whatever in the anchor's expression may be a variable. */
  List<String> anchorWords() {
    return WORD.matcher(anchor).results().map(MatchResult::group).distinct().toList();
  }
}
