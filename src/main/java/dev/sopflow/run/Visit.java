package dev.sopflow.run;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A conversation that a rep owes to a participant.
 *
 * @param processInstanceId its own process, or null before it is tied to one
 * @param rep a user name, or null when it is open to all reps
 * @param wording the content piece that helps the rep, or null
 * @param outcome null while it is open and nobody tried
 */
public record Visit(
    long id,
    long runId,
    String step,
    int occurrence,
    long contactId,
    String processInstanceId,
    String rep,
    int priority,
    String wording,
    State state,
    int attempts,
    Visits.Outcome outcome,
    String note,
    Instant openedAt,
    Instant dueAt,
    Instant closedAt) {

  /**
   * OPEN waits for its rep; DONE has its outcome; CANCELLED came to nothing; SKIPPED could not be.
   */
  public enum State {
    OPEN,
    DONE,
    CANCELLED,
    SKIPPED
  }

  static Visit read(ResultSet row, int n) throws SQLException {
    var outcome = row.getString("outcome");
    return new Visit(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("step"),
        row.getInt("occurrence"),
        row.getLong("contact_id"),
        row.getString("process_instance_id"),
        row.getString("rep"),
        row.getInt("priority"),
        row.getString("wording"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        outcome == null ? null : Visits.Outcome.valueOf(outcome),
        row.getString("note"),
        DbTime.instant(row, "opened_at"),
        DbTime.instant(row, "due_at"),
        DbTime.instant(row, "closed_at"));
  }
}
