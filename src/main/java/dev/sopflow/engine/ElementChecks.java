package dev.sopflow.engine;

import dev.sopflow.run.ContactMessages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.DomElement;

/** Walks a process model's elements: vocabulary, references, expressions. */
final class ElementChecks {

  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final Pattern BEAN = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*}");
  private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern ASKED =
      Pattern.compile("(?<![\\w.)])([A-Za-z_]\\w*)\\s*\\.\\s*[A-Za-z_]");

  /** What expressions may ask: days, a run's own dates, visits, and their own process. */
  private static final Set<String> ASKABLE =
      Set.of("calendar", "plan", "registration", "visit", "execution", "task");

  private static final List<String> ATTRIBUTES =
      List.of(
          "sourceExpression",
          "assignee",
          "dueDate",
          "followUpDate",
          "priority",
          "expression",
          "resultVariable",
          "businessKey",
          "candidateUsers",
          "candidateGroups");

  private final Collection<String> steps;
  private final Map<String, Predicate<String>> references;
  private final Map<String, Predicate<String>> fields;
  private final Predicate<String> calledElement;

  ElementChecks(Collection<String> steps, References known) {
    this.steps = steps;
    this.references = Map.of("decisionRef", known.decision(), "formRef", known.form());
    this.fields =
        Map.of(
            "part", known.process(),
            "form", known.form(),
            "priorityTable", known.decision(),
            "screenTable", known.decision(),
            "planTable", known.decision());
    this.calledElement = known.process();
  }

  void check(DomElement element, List<String> problems) {
    problems(element)
        .map(what -> "'%s' %s".formatted(nameOf(element), what))
        .forEach(problems::add);
    element.getChildElements().forEach(child -> check(child, problems));
  }

  private Stream<String> problems(DomElement element) {
    return Stream.of(bean(element), refers(element), asks(element), listens(element))
        .flatMap(some -> some);
  }

  /** Else it would wait for ever for what is never told. */
  private static Stream<String> listens(DomElement element) {
    var name = element.getAttribute("name");
    return "message".equals(element.getLocalName())
            && name != null
            && name.startsWith("Contact")
            && !ContactMessages.NAMES.contains(name)
        ? Stream.of(
            "listens to '%s', which is never told; there are %s"
                .formatted(name, String.join(", ", ContactMessages.NAMES)))
        : Stream.empty();
  }

  private Stream<String> bean(DomElement element) {
    var expression = attribute(element, "delegateExpression");
    if (expression == null) {
      return Stream.empty();
    }
    var bean = BEAN.matcher(expression);
    return bean.matches() && steps.contains(bean.group(1))
        ? Stream.empty()
        : Stream.of("uses %s, which is no step; there are %s".formatted(expression, sorted()));
  }

  private String sorted() {
    return String.join(", ", steps.stream().sorted().toList());
  }

  private Stream<String> refers(DomElement element) {
    var byAttribute =
        references.entrySet().stream()
            .filter(kind -> isMissing(kind.getValue(), attribute(element, kind.getKey())))
            .map(kind -> missing(kind.getKey(), attribute(element, kind.getKey())));
    return Stream.concat(byAttribute, Stream.concat(calls(element), fills(element)));
  }

  private Stream<String> calls(DomElement element) {
    var called = element.getAttribute("calledElement");
    return isMissing(calledElement, called)
        ? Stream.of(missing("calledElement", called))
        : Stream.empty();
  }

  private Stream<String> fills(DomElement element) {
    var field = "inputParameter".equals(element.getLocalName()) ? element.getAttribute("name") : "";
    var known = fields.get(field);
    var key = element.getTextContent().strip();
    return known != null && isMissing(known, key) ? Stream.of(missing(field, key)) : Stream.empty();
  }

  private static boolean isMissing(Predicate<String> known, String key) {
    return key != null && !key.contains("{") && !known.test(key);
  }

  private static String missing(String kind, String key) {
    return "refers by %s to '%s', which is neither deployed nor in this deployment"
        .formatted(kind, key);
  }

  private static Stream<String> asks(DomElement element) {
    var texts = ATTRIBUTES.stream().map(name -> attribute(element, name));
    var own = element.getChildElements().isEmpty() ? element.getTextContent() : null;
    return Stream.concat(texts, Stream.of(own == null ? "" : own))
        .filter(text -> text != null)
        .flatMap(text -> EXPRESSION.matcher(text).results())
        .map(found -> QUOTED.matcher(found.group(1)).replaceAll("''"))
        .flatMap(expression -> ASKED.matcher(expression).results())
        .map(found -> found.group(1))
        .filter(name -> !ASKABLE.contains(name))
        .distinct()
        .map(
            name ->
                "asks '%s' in an expression; there are %s"
                    .formatted(name, ASKABLE.stream().sorted().toList()));
  }

  /** Of Camunda's namespace, on a BPMN element or on one of Camunda's own. */
  private static String attribute(DomElement element, String name) {
    var qualified = element.getAttribute(CAMUNDA, name);
    return qualified != null || !CAMUNDA.equals(element.getNamespaceURI())
        ? qualified
        : element.getAttribute(name);
  }

  /** The nearest element that a modeler can find: itself, or what it belongs to. */
  private static String nameOf(DomElement element) {
    var id = element.getAttribute("id");
    if (id != null) {
      return id;
    }
    return element.getParentElement() == null ? "definitions" : nameOf(element.getParentElement());
  }
}
