package dev.sopflow.engine;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.context.Context;

/**
 * What a model may refer to by key: what is in its own deployment, and what is deployed already.
 *
 * @param process whether there is such a process
 * @param decision whether there is such a decision
 * @param form whether there is such a form
 */
record References(Predicate<String> process, Predicate<String> decision, Predicate<String> form) {

  private static final Pattern PROCESS =
      Pattern.compile("<(?:\\w+:)?process\\b[^>]*?\\sid=\"([^\"]+)\"");
  private static final Pattern DECISION =
      Pattern.compile("<(?:\\w+:)?decision\\b[^>]*?\\sid=\"([^\"]+)\"");
  private static final Pattern FORM = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  static References to(List<ModelFile> models) {
    var processes = keys(models, ModelFile::isProcess, PROCESS);
    var decisions = keys(models, ModelFile::isDecision, DECISION);
    var forms = keys(models, ModelFile::isForm, FORM);
    return new References(
        key -> processes.contains(key) || isDeployedProcess(key),
        key -> decisions.contains(key) || isDeployedDecision(key),
        key -> forms.contains(key) || isDeployedForm(key));
  }

  private static Set<String> keys(List<ModelFile> models, Predicate<ModelFile> kind, Pattern key) {
    return models.stream()
        .filter(kind)
        .flatMap(model -> key.matcher(model.text()).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static boolean isDeployedProcess(String key) {
    var processes = Context.getCommandContext().getProcessDefinitionManager();
    return processes.findLatestProcessDefinitionByKey(key) != null;
  }

  private static boolean isDeployedDecision(String key) {
    var decisions = Context.getCommandContext().getDecisionDefinitionManager();
    return decisions.findLatestDecisionDefinitionByKey(key) != null;
  }

  private static boolean isDeployedForm(String key) {
    var forms = Context.getCommandContext().getCamundaFormDefinitionManager();
    return forms.findLatestDefinitionByKey(key) != null;
  }
}
