package dev.sopflow.run;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads who is in a run, page by page. */
@Service
public class ParticipantList {

  private final JdbcClient db;

  ParticipantList(JdbcClient db) {
    this.db = db;
  }

  /**
   * A contact in a run.
   *
   * @param company null if unknown
   * @param marks by name
   */
  public record Participant(
      long contactId,
      String fullName,
      String company,
      ParticipantState state,
      Instant joinedAt,
      Instant stateAt,
      Map<String, String> marks) {}

  /**
   * The run's participants by name.
   *
   * @param state null: all of them
   */
  public List<Participant> page(long runId, ParticipantState state, long offset, int limit) {
    var marks = new HashMap<Long, Map<String, String>>();
    var rows =
        db.sql(
                """
                select p.*, c.full_name, co.name as company from participant p
                join contact c on c.id = p.contact_id left join company co on co.id = c.company_id
                where p.run_id = :runId and %s
                order by c.name_key, c.id limit :limit offset :offset
                """
                    .formatted(condition(state)))
            .params(params(runId, state))
            .param("limit", limit)
            .param("offset", offset)
            .query((row, n) -> read(row, marks))
            .list();
    fill(runId, marks);
    return rows;
  }

  public long count(long runId, ParticipantState state) {
    return db.sql(
            "select count(*) from participant p where p.run_id = :runId and " + condition(state))
        .params(params(runId, state))
        .query(Long.class)
        .single();
  }

  /** How many participants there are in each state; a state without any has 0. */
  public Map<ParticipantState, Integer> byState(long runId) {
    var counts = new EnumMap<ParticipantState, Integer>(ParticipantState.class);
    for (var state : ParticipantState.values()) {
      counts.put(state, 0);
    }
    db.sql("select state, count(*) as n from participant where run_id = :runId group by state")
        .param("runId", runId)
        .query(
            (row, n) ->
                counts.put(ParticipantState.valueOf(row.getString("state")), row.getInt("n")))
        .list();
    return counts;
  }

  private static String condition(ParticipantState state) {
    return state == null ? "1 = 1" : "p.state = :state";
  }

  private static Map<String, Object> params(long runId, ParticipantState state) {
    var params = new HashMap<String, Object>();
    params.put("runId", runId);
    if (state != null) {
      params.put("state", state.name());
    }
    return params;
  }

  private void fill(long runId, Map<Long, Map<String, String>> marks) {
    db.sql(
            """
            select contact_id, mark, mark_value from participant_mark
            where run_id = :runId and contact_id = any(:contacts)
            """)
        .param("runId", runId)
        .param("contacts", marks.keySet().toArray(Long[]::new))
        .query(
            (row, n) ->
                marks
                    .get(row.getLong("contact_id"))
                    .put(row.getString("mark"), row.getString("mark_value")))
        .list();
  }

  private static Participant read(ResultSet row, Map<Long, Map<String, String>> marks)
      throws SQLException {
    var own = marks.computeIfAbsent(row.getLong("contact_id"), id -> new TreeMap<>());
    return new Participant(
        row.getLong("contact_id"),
        row.getString("full_name"),
        row.getString("company"),
        ParticipantState.valueOf(row.getString("state")),
        DbTime.instant(row, "joined_at"),
        DbTime.instant(row, "state_at"),
        own);
  }
}
