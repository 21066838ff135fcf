package dev.sopflow.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The rows of a plan's table as rules, in the table's order; one of them is the anchor itself. */
final class DateRules {

  private DateRules() {}

  /**
   * @param table its key, to be named when something is wrong
   * @throws IllegalArgumentException with a sentence that names the table, the row and the output
   */
  static List<DateRule> read(String table, List<Map<String, Object>> rows) {
    var rules = new ArrayList<DateRule>();
    var names = new HashSet<String>();
    for (var row : rows) {
      var rule = read(table, rules.size() + 1, row);
      if (!names.add(rule.name())) {
        throw wrong(table, "two of the rows that fit are called '" + rule.name() + "'");
      }
      rules.add(rule);
    }
    if (rules.stream().filter(DateRule::isAnchor).count() != 1) {
      throw wrong(table, "exactly one row must be the anchor itself: 0 days and no time");
    }
    return rules;
  }

  private static DateRule read(String table, int number, Map<String, Object> row) {
    try {
      return DateRule.read(row);
    } catch (IllegalArgumentException e) {
      throw wrong(table, "in row %d of those that fit, %s".formatted(number, e.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(String table, String what) {
    return new IllegalArgumentException("The plan table '%s': %s".formatted(table, what));
  }
}
