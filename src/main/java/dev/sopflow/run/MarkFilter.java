package dev.sopflow.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which marks a step asks for, read from {@code mark=value} pairs.
 *
 * @param sql conditions on a participant {@code p}, each beginning with {@code and}
 */
public record MarkFilter(String sql, Map<String, Object> params) {

  private record Pair(boolean negated, String mark, String value) {}

  /**
   * @throws IllegalArgumentException if it can't be read; the message names the piece and the fix
   */
  static MarkFilter read(String filter) {
    return read(filter, "of");
  }

  /**
   * As {@link #read(String)}.
   *
   * @param prefix begins the parameters' names, so that several can stand in one statement
   */
  public static MarkFilter read(String filter, String prefix) {
    var sql = new StringBuilder();
    var params = new HashMap<String, Object>();
    for (var pair : pairs(filter)) {
      var n = params.size() / 2;
      sql.append(condition(pair.negated(), prefix, n));
      params.put(prefix + "Mark" + n, pair.mark());
      params.put(prefix + "Value" + n, pair.value());
    }
    return new MarkFilter(sql.toString(), params);
  }

  private static String condition(boolean negated, String prefix, int n) {
    return """
           and %1$s (select 1 from participant_mark m where m.run_id = p.run_id
           and m.contact_id = p.contact_id and m.mark = :%2$sMark%3$d and m.mark_value = :%2$sValue%3$d)
           """
        .formatted(negated ? "not exists" : "exists", prefix, n);
  }

  private static List<Pair> pairs(String filter) {
    var pairs = new ArrayList<Pair>();
    if (filter != null && !filter.isBlank()) {
      for (var piece : filter.split(",", -1)) {
        pairs.add(pair(piece.strip()));
      }
    }
    return pairs;
  }

  private static Pair pair(String piece) {
    var negated = piece.startsWith("!");
    var halves = piece.substring(negated ? 1 : 0).split("=", 2);
    if (halves.length < 2 || halves[0].isBlank() || halves[1].isBlank()) {
      throw new IllegalArgumentException(
          "'" + piece + "' is no mark=value pair; write for example visit=interested");
    }
    return new Pair(negated, halves[0].strip(), halves[1].strip());
  }
}
