package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.touch.Reason;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cancels visits that nobody owes any more. */
@Component
class VisitEnds {

  private final JdbcClient db;
  private final Clock clock;

  VisitEnds(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Cancels the open visits of a run; returns how many. */
  int cancelOfRun(long runId) {
    return cancel("run_id", runId, Reason.RUN_CANCELLED);
  }

  /** The processes of a run's open visits. */
  List<String> processesOfRun(long runId) {
    return processes("run_id", runId);
  }

  /**
   * Cancels a contact's open visits, in every run, because of a refusal; returns their processes.
   */
  List<String> cancelRefused(long contactId) {
    var processes = processes("contact_id", contactId);
    cancel("contact_id", contactId, Reason.REFUSED);
    return processes;
  }

  /** Cancels the open visit that this process carries, if it is one. */
  void cancelOfProcess(String processInstanceId) {
    cancel("process_instance_id", processInstanceId, null);
  }

  private List<String> processes(String column, Object id) {
    return db.sql(
            """
            select process_instance_id from visit
            where %s = :id and state = 'OPEN' and process_instance_id is not null
            """
                .formatted(column))
        .param("id", id)
        .query(String.class)
        .list();
  }

  private int cancel(String column, Object id, Reason why) {
    return db.sql(
            """
            update visit set state = 'CANCELLED', reason = :why, closed_at = :now
            where %s = :id and state = 'OPEN'
            """
                .formatted(column))
        .param("now", db(clock.instant()))
        .param("why", why == null ? null : why.name())
        .param("id", id)
        .update();
  }
}
