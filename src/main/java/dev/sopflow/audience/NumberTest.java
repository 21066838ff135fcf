package dev.sopflow.audience;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A test of a number that may be unknown. */
final class NumberTest {

  private static final Map<String, String> OPERATORS =
      new TreeMap<>(Map.of("is", "=", "atLeast", ">=", "atMost", "<="));

  private NumberTest() {}

  /**
   * @param column may bind what it needs
   */
  static Condition read(Json json, Function<Params, String> column) {
    json.only("field", "is", "atLeast", "atMost", "known");
    if (json.has("known")) {
      boolean known = json.at("known").flag();
      return params -> column.apply(params) + (known ? " is not null" : " is null");
    }
    var given = OPERATORS.keySet().stream().filter(json::has).toList();
    if (given.size() != 1) {
      throw json.wrong(
          "must have exactly one of " + String.join(", ", OPERATORS.keySet()) + ", known");
    }
    var operator = given.get(0);
    int number = json.at(operator).number(0, Integer.MAX_VALUE);
    return params ->
        "coalesce(%s %s %s, false)"
            .formatted(column.apply(params), OPERATORS.get(operator), params.bind(number));
  }
}
