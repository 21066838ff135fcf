package dev.sopflow.insight;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /**
   * The latest notes by what they are about, topics in alphabetical order.
   *
   * @param limit how many of each topic
   * @return a note about several topics stands at each; at the empty topic stand those about none
   */
  public Map<String, List<Note>> byTopic(long runId, int limit) {
    var notes = new TreeMap<String, List<Note>>();
    topics(runId).forEach(topic -> notes.put(topic, of(runId, topic, limit)));
    notes.put("", of(runId, "", limit));
    notes.values().removeIf(List::isEmpty);
    return notes;
  }

  private List<String> topics(long runId) {
    return db.sql(
            """
            select distinct t.topic from visit_topic t join visit v on v.id = t.visit_id
            where v.run_id = :runId
            """)
        .param("runId", runId)
        .query(String.class)
        .list();
  }

  private List<Note> of(long runId, String topic, int limit) {
    return db.sql(
            """
            select v.contact_id, c.full_name, v.rep, v.closed_at, v.note,
              coalesce(v.outcome, v.state) as outcome
            from visit v join contact c on c.id = v.contact_id
            where v.run_id = :runId and v.note is not null
              and (exists (select 1 from visit_topic t where t.visit_id = v.id and t.topic = :topic)
                or :topic = '' and not exists (select 1 from visit_topic t
                  where t.visit_id = v.id))
            order by v.closed_at desc nulls last, v.id desc limit :limit
            """)
        .param("runId", runId)
        .param("topic", topic)
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
