package dev.sopflow.audience;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A JSON object or value together with its place, so that a mistake can be named. */
final class Json {

  private static final int MAX_TEXT = 200;
  private static final int MAX_LIST = 200;

  private final JsonNode node;
  private final String path;

  Json(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  String path() {
    return path;
  }

  boolean has(String name) {
    return node.has(name);
  }

  Set<String> names() {
    mustBe(node.isObject(), "must be an object {...}");
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  Json at(String name) {
    return new Json(node.path(name), path + "." + name);
  }

  List<Json> list() {
    mustBe(node.isArray() && !node.isEmpty(), "must be a list [...] with at least one element");
    mustBe(node.size() <= MAX_LIST, "must have at most " + MAX_LIST + " elements");
    return java.util.stream.IntStream.range(0, node.size())
        .mapToObj(i -> new Json(node.get(i), path + "[" + i + "]"))
        .toList();
  }

  /** Text of 1 to 200 characters. */
  String text() {
    mustBe(node.isTextual() && !node.textValue().isBlank(), "must be a text that is not empty");
    mustBe(node.textValue().length() <= MAX_TEXT, "must be at most " + MAX_TEXT + " characters");
    mustBe(node.textValue().indexOf(0) < 0, "must not contain a null character");
    return node.textValue();
  }

  int number(int min, int max) {
    mustBe(
        node.canConvertToInt()
            && node.isIntegralNumber()
            && node.intValue() >= min
            && node.intValue() <= max,
        "must be a whole number from " + min + " to " + max);
    return node.intValue();
  }

  boolean flag() {
    mustBe(node.isBoolean(), "must be true or false");
    return node.booleanValue();
  }

  <E extends Enum<E>> E oneOf(Class<E> type) {
    return Enum.valueOf(
        type, oneOf(Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
  }

  /** One of the given words, in any case. */
  String oneOf(List<String> words) {
    var word = text().toUpperCase(Locale.ROOT);
    mustBe(words.contains(word), "must be one of " + String.join(", ", words));
    return word;
  }

  /** Refuses names that nobody would read, because they are probably misspelt. */
  void only(String... allowed) {
    var known = List.of(allowed);
    for (var name : names()) {
      if (!known.contains(name)) {
        throw at(name).wrong("is not known here: use " + String.join(", ", known));
      }
    }
  }

  BadCondition wrong(String message) {
    return new BadCondition(path, message);
  }

  private void mustBe(boolean right, String message) {
    if (!right) {
      throw wrong(message);
    }
  }
}
