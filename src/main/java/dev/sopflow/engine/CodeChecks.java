package dev.sopflow.engine;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.xml.ModelException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Finds what would run code other than a step, by the names' real namespaces: the engine also takes
 * an older one for its own.
 */
final class CodeChecks {

  private static final String OLD = "http://activiti.org/bpmn";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final String FEEL = "(?i)feel|https?://www\\.omg\\.org/spec/\\S*FEEL\\S*";

  private static final Set<String> ELEMENTS = Set.of("script", "scriptTask", "connector");

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "scriptFormat",
          "is a script; use a step of the vocabulary",
          "language",
          "is a script; write ${..} without a language",
          CAMUNDA + ":resource",
          "is a script; use a step of the vocabulary",
          CAMUNDA + ":type",
          "has a type of its own; use a step of the vocabulary",
          CAMUNDA + ":formKey",
          "has a formKey; use a form by formRef");

  private CodeChecks() {}

  static Stream<String> of(ModelFile file) {
    return check(read(file), "definitions", file.isDecision());
  }

  private static Element read(ModelFile file) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.stream()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new ModelException("can't be read: " + e.getMessage(), e);
    }
  }

  private static Stream<String> check(Element element, String parent, boolean isDecision) {
    var id = element.hasAttribute("id") ? element.getAttribute("id") : parent;
    var attributes = isDecision ? ofTable(element) : attributes(element);
    var own =
        Stream.concat(ofElement(element), attributes).map(what -> "'%s' %s".formatted(id, what));
    var inner =
        nodes(element.getChildNodes()::item, element.getChildNodes().getLength())
            .filter(Element.class::isInstance)
            .flatMap(child -> check((Element) child, id, isDecision));
    return Stream.concat(own, inner);
  }

  private static Stream<String> attributes(Element element) {
    return nodes(element.getAttributes()::item, element.getAttributes().getLength())
        .map(CodeChecks::nameOf)
        .flatMap(CodeChecks::ofAttribute);
  }

  private static Stream<Node> nodes(IntFunction<Node> item, int size) {
    return IntStream.range(0, size).mapToObj(item);
  }

  private static String nameOf(Node node) {
    return node.getNamespaceURI() == null
        ? node.getLocalName()
        : node.getNamespaceURI() + ":" + node.getLocalName();
  }

  private static Stream<String> ofElement(Element element) {
    if (OLD.equals(element.getNamespaceURI())) {
      return Stream.of("uses the namespace " + OLD + "; write " + CAMUNDA);
    }
    return ELEMENTS.contains(element.getLocalName())
        ? Stream.of("is a script; use a step of the vocabulary")
        : Stream.empty();
  }

  private static Stream<String> ofAttribute(String name) {
    if (name.startsWith(OLD)) {
      return Stream.of("uses the namespace " + OLD + "; write " + CAMUNDA);
    }
    if (name.matches("(?i).*class")) {
      return Stream.of("names a Java class; use a step of the vocabulary");
    }
    return Stream.ofNullable(ATTRIBUTES.get(name));
  }

  private static Stream<String> ofTable(Element element) {
    var language = element.getAttribute("expressionLanguage");
    return language.isEmpty() || language.matches(FEEL)
        ? Stream.empty()
        : Stream.of("speaks %s; only FEEL is spoken here".formatted(language));
  }
}
