package dev.sopflow.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sopflow.form.Field.Kind;
import dev.sopflow.form.Field.Limits;
import dev.sopflow.form.Field.Option;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The components of a form file as Camunda Modeler writes them. */
final class FormFile {

  private FormFile() {}

  static List<Field> fields(JsonNode components) {
    return stream(components).flatMap(FormFile::fieldsOf).toList();
  }

  private static Stream<Field> fieldsOf(JsonNode component) {
    var kind = kindOf(component);
    if (component.path("components").isArray()) {
      return Stream.concat(
          Stream.of(words(component.path("label").asText(), "")),
          fields(component.get("components")).stream());
    }
    if (kind == Kind.WORDS) {
      return Stream.of(words(component.path("text").asText()));
    }
    return kind == null || component.path("key").asText().isBlank()
        ? Stream.empty()
        : Stream.of(field(kind, component));
  }

  /** Null for what a page of ours doesn't show. */
  private static Kind kindOf(JsonNode component) {
    return switch (component.path("type").asText()) {
      case "text" -> Kind.WORDS;
      case "textfield" -> isEmail(component) ? Kind.EMAIL : Kind.TEXT;
      case "textarea" -> Kind.LONG_TEXT;
      case "number" -> Kind.NUMBER;
      case "checkbox" -> Kind.TICK;
      case "radio" -> Kind.RADIO;
      case "select" -> Kind.SELECT;
      case "checklist", "taglist" -> Kind.SOME;
      case "datetime" -> ofDay(component.path("subtype").asText());
      default -> null;
    };
  }

  private static boolean isEmail(JsonNode component) {
    return "email".equals(component.path("validate").path("validationType").asText());
  }

  private static Kind ofDay(String subtype) {
    return switch (subtype) {
      case "date" -> Kind.DATE;
      case "time" -> Kind.TIME;
      default -> Kind.DATE_TIME;
    };
  }

  /** A first line that begins with a hash is the heading. */
  private static Field words(String markdown) {
    var text = markdown.replaceAll("\\*{1,2}|`", "").strip();
    var isHeaded = text.startsWith("#");
    var end = text.indexOf('\n');
    var heading = isHeaded ? (end < 0 ? text : text.substring(0, end)) : "";
    return words(
        heading.replaceFirst("^#+", "").strip(), text.substring(isHeaded ? textFrom(text) : 0));
  }

  private static int textFrom(String text) {
    var end = text.indexOf('\n');
    return end < 0 ? text.length() : end + 1;
  }

  private static Field words(String heading, String text) {
    var none = new Limits(false, null, null, null, null, null);
    return new Field(Kind.WORDS, "", heading, text.strip(), none, "", List.of());
  }

  private static Field field(Kind kind, JsonNode component) {
    return new Field(
        kind,
        component.get("key").asText(),
        labelOf(component),
        component.path("description").asText(""),
        limits(component),
        initial(component.path("defaultValue")),
        options(component));
  }

  private static String labelOf(JsonNode component) {
    return Stream.of("label", "dateLabel", "timeLabel", "key")
        .map(name -> component.path(name).asText(""))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** What a condition may hide can't be asked for: the page shows it always. */
  private static Limits limits(JsonNode component) {
    var rules = component.path("validate");
    return new Limits(
        rules.path("required").asBoolean() && !component.has("conditional"),
        rules.has("minLength") ? rules.get("minLength").asInt() : null,
        rules.has("maxLength") ? rules.get("maxLength").asInt() : null,
        rules.path("pattern").asText("").isBlank() ? null : rules.get("pattern").asText(),
        number(rules.path("min")),
        number(rules.path("max")));
  }

  private static BigDecimal number(JsonNode value) {
    return value.isNumber() ? value.decimalValue() : null;
  }

  private static String initial(JsonNode value) {
    return value.isArray()
        ? stream(value).map(JsonNode::asText).collect(Collectors.joining(","))
        : value.asText("");
  }

  private static List<Option> options(JsonNode component) {
    return stream(component.path("values"))
        .map(one -> new Option(one.path("value").asText(), one.path("label").asText()))
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
