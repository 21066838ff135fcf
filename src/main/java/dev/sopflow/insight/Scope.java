package dev.sopflow.insight;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Which touches are counted.
 *
 * @param runId null: of all runs
 * @param from the first day of sending, by UTC; null: from the beginning
 * @param to the last one; null: until now
 */
public record Scope(Long runId, LocalDate from, LocalDate to) {

  public static Scope ofRun(long runId) {
    return new Scope(runId, null, null);
  }

  /** All runs from a day to another one, both included. */
  public static Scope between(LocalDate from, LocalDate to) {
    return new Scope(null, from, to);
  }

  String where() {
    return "where 1 = 1"
        + (runId == null ? "" : " and s.run_id = :run")
        + (from == null ? "" : " and s.sent_on >= :from")
        + (to == null ? "" : " and s.sent_on <= :to");
  }

  Map<String, Object> params() {
    var params = new HashMap<String, Object>();
    if (runId != null) {
      params.put("run", runId);
    }
    if (from != null) {
      params.put("from", from);
    }
    if (to != null) {
      params.put("to", to);
    }
    return params;
  }
}
