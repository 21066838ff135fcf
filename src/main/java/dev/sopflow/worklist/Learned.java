package dev.sopflow.worklist;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What colleagues before learned of a contact. */
@Component
class Learned {

  private static final int LATEST = 5;

  private final JdbcClient db;

  Learned(JdbcClient db) {
    this.db = db;
  }

  /**
   * A visit that has its outcome, or was tried without an answer.
   *
   * @param at when it had its outcome; null while it is open
   * @param rep user name, or null if nobody took it
   * @param outcome a word of the message bundle; null for one that was only tried, where the rep
   *     may be another than the one who tried
   * @param attempts how often it was tried
   * @param note or null
   * @param topics what the feedback was about
   */
  public record Talk(
      Instant at,
      String run,
      String rep,
      String outcome,
      int attempts,
      String note,
      List<String> topics) {}

  /** The latest, of every run. */
  List<Talk> talks(long contactId) {
    return db.sql(
            """
            select v.id, v.state, v.closed_at, v.rep, v.outcome, v.attempts, v.note, r.name
            from visit v join run r on r.id = v.run_id
            where v.contact_id = :contact and (v.state = 'DONE' or v.attempts > 0)
            order by coalesce(v.closed_at, v.opened_at) desc, v.id desc
            fetch first :latest rows only
            """)
        .param("contact", contactId)
        .param("latest", LATEST)
        .query(this::talk)
        .list();
  }

  private Talk talk(ResultSet row, int n) throws SQLException {
    return new Talk(
        DbTime.instant(row, "closed_at"),
        row.getString("name"),
        row.getString("rep"),
        row.getString("state").equals("DONE") ? row.getString("outcome") : null,
        row.getInt("attempts"),
        row.getString("note"),
        topics(row.getLong("id")));
  }

  private List<String> topics(long visitId) {
    return db.sql("select topic from visit_topic where visit_id = :visit order by topic")
        .param("visit", visitId)
        .query(String.class)
        .list();
  }

  /** What a run knows of the contact's part in it, by mark. */
  Map<String, String> marks(long runId, long contactId) {
    var marks = new LinkedHashMap<String, String>();
    db.sql(
            """
            select mark, mark_value from participant_mark
            where run_id = :run and contact_id = :contact order by mark
            """)
        .param("run", runId)
        .param("contact", contactId)
        .query(
            row -> {
              marks.put(row.getString("mark"), row.getString("mark_value"));
            });
    return marks;
  }
}
