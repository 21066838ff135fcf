package dev.sopflow.run;

import dev.sopflow.time.DbTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When open visits of a run are due. */
@Service
public class VisitDates {

  private final JdbcClient db;

  VisitDates(JdbcClient db) {
    this.db = db;
  }

  /**
   * Follows dates that were moved: an open visit that was due on the old date is due on the new
   * one.
   *
   * @param moved from old dates to new ones
   */
  @Transactional
  public void follow(long runId, Map<Instant, Instant> moved) {
    if (moved.isEmpty()) {
      return;
    }
    var params = new HashMap<String, Object>(Map.of("run", runId));
    db.sql(
            "update visit set due_at = %s where run_id = :run and state = 'OPEN' and due_at in (:froms)"
                .formatted(DbTime.moved("due_at", moved, params)))
        .params(params)
        .update();
  }
}
