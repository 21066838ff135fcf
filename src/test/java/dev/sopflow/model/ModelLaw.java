package dev.sopflow.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;

/** The laws of the models; each lists what breaks it. */
enum ModelLaw {
  A_FILE_IS_NAMED_LIKE_ITS_ONE_MODEL(ModelLaw::misnamed),
  HISTORY_HAS_A_TIME_TO_LIVE(ModelLaw::immortal),
  IDS_SAY_TYPE_AND_MEANING(ModelLaw::badIds),
  GATEWAYS_ASK_AND_FLOWS_ANSWER(ModelLaw::speechless),
  TASKS_ARE_VERB_AND_NOUN(ModelLaw::wordless),
  EVERY_BEAN_HAS_A_TEMPLATE_AND_EVERY_TEMPLATE_A_STEP(ModelLaw::unexplained),
  REFERENCES_RESOLVE(ModelLaw::dangling),
  NO_CODE_IN_MODELS(ModelLaw::code),
  HEAVY_STEPS_ARE_ASYNC_WITH_A_RETRY_CYCLE(ModelLaw::fragile),
  EVERYTHING_IS_DRAWN(ModelLaw::undrawn),
  TIMERS_COUNT_BY_NAMED_VARIABLES(ModelLaw::literalTimers),
  LABELS_AND_DURATIONS_AGREE(ModelLaw::lyingLabels),
  FORMS_FIT_TASKLIST(ModelLaw::newForms);

  private static final Pattern ID =
      Pattern.compile(
          "(StartEvent|EndEvent|BoundaryEvent|Event|Task|Gateway|SubProcess|CallActivity|Flow)"
              + "_[A-Z][A-Za-z0-9]*");
  private static final Pattern GENERATED = Pattern.compile(".*_[0-9][0-9a-z]{6}$");
  private static final Pattern BEAN = Pattern.compile("[$]\\{(\\w+)}");
  private static final Pattern KEY =
      Pattern.compile(
          "(?:camunda:)(decisionRef|formRef)=\"([^\"$]+)\"|(calledElement)=\"([^\"$]+)\"");
  private static final Pattern TEMPLATE_BEAN = Pattern.compile("\"value\": \"[$]\\{(\\w+)}\"");
  private static final Pattern NUMBER = Pattern.compile("\\b(\\d+)\\b");

  private final Function<Files, Stream<String>> breaches;

  ModelLaw(Function<Files, Stream<String>> breaches) {
    this.breaches = breaches;
  }

  List<String> breaches(Files files) {
    return breaches.apply(files).toList();
  }

  private static Stream<Map.Entry<String, BpmnModelInstance>> models(Files files) {
    return files.endingWith(".bpmn").entrySet().stream()
        .map(file -> Map.entry(file.getKey(), read(file.getValue())));
  }

  private static BpmnModelInstance read(String text) {
    return Bpmn.readModelFromStream(
        new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static <T extends FlowElement> Stream<T> all(Files files, Class<T> type) {
    return models(files).flatMap(model -> model.getValue().getModelElementsByType(type).stream());
  }

  private static Stream<String> misnamed(Files files) {
    return files.byPath().entrySet().stream()
        .filter(file -> file.getKey().matches(".*\\.(bpmn|dmn|form)"))
        .filter(file -> !keys(file).equals(Set.of(nameOf(file.getKey()))))
        .map(file -> file.getKey() + " holds " + keys(file));
  }

  private static String nameOf(String path) {
    return path.replaceAll(".*/", "").replaceAll("\\.\\w+$", "");
  }

  private static Set<String> keys(Map.Entry<String, String> file) {
    var element =
        file.getKey().endsWith(".form")
            ? "\\A\\{\\s*\"id\": \"([^\"]+)\""
            : "<(?:bpmn:process|decision) id=\"([^\"]+)\"";
    return Pattern.compile(element)
        .matcher(file.getValue())
        .results()
        .map(found -> found.group(1))
        .filter(key -> key.matches("[a-z]+(-[a-z]+)*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> immortal(Files files) {
    return files.byPath().entrySet().stream()
        .filter(file -> file.getKey().matches(".*\\.(bpmn|dmn)"))
        .filter(file -> !file.getValue().matches("(?s).*camunda:historyTimeToLive=\"P\\d+D\".*"))
        .map(Map.Entry::getKey);
  }

  private static Stream<String> badIds(Files files) {
    return all(files, FlowElement.class)
        .map(FlowElement::getId)
        .filter(id -> !ID.matcher(id).matches() || GENERATED.matcher(id).matches());
  }

  private static Stream<String> speechless(Files files) {
    var gateways = all(files, ExclusiveGateway.class).filter(gate -> gate.getOutgoing().size() > 1);
    return gateways
        .filter(
            gate ->
                gate.getName() == null
                    || !gate.getName().endsWith("?")
                    || gate.getDefault() == null
                    || gate.getOutgoing().stream().anyMatch(flow -> isWrong(gate, flow)))
        .map(ExclusiveGateway::getId);
  }

  private static boolean isWrong(ExclusiveGateway gate, SequenceFlow flow) {
    var isDefault = flow.equals(gate.getDefault());
    return flow.getName() == null || isDefault != (flow.getConditionExpression() == null);
  }

  private static Stream<String> wordless(Files files) {
    return all(files, Activity.class)
        .filter(task -> task.getName() == null || !task.getName().matches("[A-Z]\\p{L}+ \\p{L}.*"))
        .map(Activity::getId);
  }

  private static Stream<String> unexplained(Files files) {
    var templates = templates(files).keySet();
    var steps = stepBeans();
    var used =
        all(files, ServiceTask.class)
            .map(ServiceTask::getCamundaDelegateExpression)
            .map(bean -> bean == null ? "nothing" : BEAN.matcher(bean).replaceAll("$1"));
    return Stream.of(
            used.filter(bean -> !templates.contains(bean)).map(bean -> bean + " has no template"),
            templates.stream()
                .filter(bean -> !steps.contains(bean))
                .map(bean -> bean + " is no step"),
            steps.stream()
                .filter(bean -> !templates.contains(bean))
                .map(bean -> bean + " is hidden"))
        .flatMap(some -> some);
  }

  /** Of steps only; those of events say what a model may listen to. */
  private static Map<String, String> templates(Files files) {
    return files.endingWith(".json").values().stream()
        .filter(text -> text.contains("bpmn:ServiceTask"))
        .collect(
            Collectors.toMap(
                text -> {
                  var bean = TEMPLATE_BEAN.matcher(text);
                  return bean.find() ? bean.group(1) : text;
                },
                text -> text));
  }

  private static Set<String> stepBeans() {
    var scanner =
        new org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider(
            false);
    scanner.addIncludeFilter(
        new org.springframework.core.type.filter.AssignableTypeFilter(
            org.camunda.bpm.engine.delegate.JavaDelegate.class));
    return scanner.findCandidateComponents("dev.sopflow.step").stream()
        .map(bean -> bean.getBeanClassName().replaceAll(".*\\.", ""))
        .map(name -> name.substring(0, 1).toLowerCase() + name.substring(1))
        .collect(Collectors.toSet());
  }

  private static Stream<String> dangling(Files files) {
    var keys = files.byPath().keySet().stream().map(ModelLaw::nameOf).collect(Collectors.toSet());
    var asked =
        files.endingWith(".bpmn").values().stream()
            .flatMap(text -> KEY.matcher(text).results())
            .map(found -> found.group(2) == null ? found.group(4) : found.group(2));
    var errors =
        models(files)
            .flatMap(
                model ->
                    model.getValue().getModelElementsByType(ErrorEventDefinition.class).stream())
            .filter(event -> event.getError() == null || event.getError().getErrorCode() == null)
            .map(event -> event.getId() + " has no error code");
    return Stream.concat(asked.filter(key -> !keys.contains(key)), errors);
  }

  private static Stream<String> code(Files files) {
    var scripts = all(files, ScriptTask.class).map(ScriptTask::getId);
    var classes =
        files.endingWith(".bpmn").entrySet().stream()
            .filter(file -> file.getValue().matches("(?s).*camunda:(class=|script).*"))
            .map(Map.Entry::getKey);
    return Stream.concat(scripts, classes);
  }

  private static Stream<String> fragile(Files files) {
    var templates = templates(files);
    return all(files, ServiceTask.class)
        .filter(task -> templates.getOrDefault(bean(task), "").contains("camunda:asyncBefore"))
        .filter(task -> !task.isCamundaAsyncBefore() || !hasRetryCycle(task))
        .map(ServiceTask::getId);
  }

  private static String bean(ServiceTask task) {
    return BEAN.matcher(String.valueOf(task.getCamundaDelegateExpression())).replaceAll("$1");
  }

  private static boolean hasRetryCycle(ServiceTask task) {
    return task.getExtensionElements() != null
        && !task.getExtensionElements()
            .getElementsQuery()
            .filterByType(CamundaFailedJobRetryTimeCycle.class)
            .list()
            .isEmpty();
  }

  private static Stream<String> undrawn(Files files) {
    var nodes = all(files, FlowNode.class).filter(node -> node.getDiagramElement() == null);
    var flows = all(files, SequenceFlow.class).filter(flow -> flow.getDiagramElement() == null);
    return Stream.concat(nodes, flows).map(FlowElement::getId);
  }

  private static Stream<String> literalTimers(Files files) {
    return models(files)
        .flatMap(
            model -> model.getValue().getModelElementsByType(TimerEventDefinition.class).stream())
        .filter(
            timer -> timer.getTimeDate() == null || !isNamed(timer.getTimeDate().getTextContent()))
        .map(TimerEventDefinition::getId);
  }

  private static boolean isNamed(String date) {
    return date.startsWith("${") && !date.matches(".*'P.*|.*, ?\\d+\\).*");
  }

  /** A label states no number that is not in the element's own definition. */
  private static Stream<String> lyingLabels(Files files) {
    return all(files, FlowElement.class)
        .filter(element -> element.getName() != null)
        .filter(
            element ->
                NUMBER
                    .matcher(element.getName())
                    .results()
                    .anyMatch(
                        number ->
                            !element
                                .getTextContent()
                                .matches("(?s).*\\b[PT]*" + number.group(1) + "[DHMW]?\\b.*")))
        .map(FlowElement::getId);
  }

  private static Stream<String> newForms(Files files) {
    return files.endingWith(".form").entrySet().stream()
        .filter(form -> !form.getValue().contains("\"schemaVersion\": 16"))
        .map(Map.Entry::getKey);
  }

  /** Processes that are executable; there must be exactly one a file. */
  static long processes(Files files) {
    return models(files)
        .mapToLong(model -> model.getValue().getModelElementsByType(Process.class).size())
        .sum();
  }
}
