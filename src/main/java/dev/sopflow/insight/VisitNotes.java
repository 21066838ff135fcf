package dev.sopflow.insight;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What reps noted in the visits of a run. */
@Service
public class VisitNotes {

  private final JdbcClient db;

  VisitNotes(JdbcClient db) {
    this.db = db;
  }

  /**
   * A note.
   *
   * @param rep user name, or null
   * @param outcome the visit's; its state if there is none yet
   * @param at when the visit was closed; null while it is open
   */
  public record Note(
      long contactId, String fullName, String rep, String outcome, String text, Instant at) {}

  /** The latest notes. */
  public List<Note> of(long runId, int limit) {
    return db.sql(
            """
            select v.contact_id, c.full_name, v.rep, v.closed_at, v.note,
              coalesce(v.outcome, v.state) as outcome
            from visit v join contact c on c.id = v.contact_id
            where v.run_id = :runId and v.note is not null
            order by v.closed_at desc nulls last, v.id desc limit :limit
            """)
        .param("runId", runId)
        .param("limit", limit)
        .query(VisitNotes::read)
        .list();
  }

  private static Note read(ResultSet row, int n) throws SQLException {
    return new Note(
        row.getLong("contact_id"),
        row.getString("full_name"),
        row.getString("rep"),
        row.getString("outcome"),
        row.getString("note"),
        DbTime.instant(row, "closed_at"));
  }
}
