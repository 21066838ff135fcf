package dev.sopflow.audience;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A test of a text that may be unknown.
 *
 * @param operator one of {@link #OPERATORS}
 * @param words what to compare with, in lower case; empty for {@code known}
 * @param negated whether the opposite is meant; then unknown texts match
 */
record TextTest(String operator, List<String> words, boolean negated) {

  static final List<String> OPERATORS =
      List.of("is", "isNot", "in", "contains", "startsWith", "known");

  static TextTest read(Json json) {
    json.only("field", "is", "isNot", "in", "contains", "startsWith", "known");
    var given = OPERATORS.stream().filter(json::has).toList();
    if (given.size() != 1) {
      throw json.wrong("must have exactly one of " + String.join(", ", OPERATORS));
    }
    var operator = given.get(0);
    var value = json.at(operator);
    if (operator.equals("known")) {
      return new TextTest("known", List.of(), !value.flag());
    }
    var words =
        operator.equals("in")
            ? value.list().stream().map(Json::text).toList()
            : List.of(value.text());
    return new TextTest(
        operator.equals("isNot") ? "is" : operator,
        words.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList(),
        operator.equals("isNot"));
  }

  boolean holdsForUnknown() {
    return negated;
  }

  TextTest whenKnown() {
    return new TextTest(operator, words, false);
  }

  /** A predicate that is never null. */
  String sql(String column, Params params) {
    var positive =
        "(" + column + " is not null" + comparison("lower(" + column + ")", params) + ")";
    return negated ? "not " + positive : positive;
  }

  private String comparison(String text, Params params) {
    return switch (operator) {
      case "known" -> "";
      case "contains" ->
          " and " + text + " like " + params.bind("%" + literally() + "%") + " escape '!'";
      case "startsWith" ->
          " and " + text + " like " + params.bind(literally() + "%") + " escape '!'";
      default -> " and " + text + " in (" + bindAll(params) + ")";
    };
  }

  private String bindAll(Params params) {
    return words.stream().map(params::bind).collect(Collectors.joining(", "));
  }

  private String literally() {
    return words.get(0).replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
