package dev.sopflow.insight;

import dev.sopflow.time.DbTime;
import dev.sopflow.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads a run's touches with names. */
@Service
public class RunTouches {

  private static final List<String> STATES =
      List.of("PLANNED", "HELD", "CLAIMED", "SENT", "FAILED", "UNKNOWN", "DROPPED");

  private static final String TOUCHES =
      """
      select t.*, c.full_name, cv.name as content_name, v.rep, v.note, v.outcome from touch t
      join contact c on c.id = t.contact_id
      left join content_version cv on cv.id = t.content_version_id
      left join visit v on t.purpose = 'VISIT' and v.run_id = t.run_id and v.step = t.step
        and v.occurrence = t.occurrence and v.contact_id = t.contact_id
      """;

  private final JdbcClient db;
  private final TimelineWords words;

  RunTouches(JdbcClient db, TimelineWords words) {
    this.db = db;
    this.words = words;
  }

  /**
   * A touch of a run.
   *
   * @param content the piece's name; null for a conversation, or when none was left
   * @param rep the user name of who talked; null for a message
   * @param note what the rep noted; null for a message, or when nothing was noted
   * @param text where it stands, as a sentence
   * @param at when it came to its end, or is due
   */
  public record RunTouch(
      long id,
      long runId,
      String step,
      int occurrence,
      long contactId,
      String fullName,
      String channel,
      String purpose,
      String content,
      String rep,
      String note,
      String state,
      String reason,
      String text,
      Instant dueAt,
      Instant doneAt) {

    public Instant at() {
      return doneAt == null ? dueAt : doneAt;
    }
  }

  /**
   * A run's touches, the latest first.
   *
   * @param state a touch state; null: all
   * @throws IllegalArgumentException in plain words, if there is no such state
   */
  public List<RunTouch> page(long runId, String state, long offset, int limit) {
    return list(
        runId, condition(state), state, "coalesce(t.done_at, t.due_at) desc", offset, limit);
  }

  /** What is still to come, the next first. */
  public List<RunTouch> upcoming(long runId, int limit) {
    return list(runId, "t.state in ('PLANNED', 'HELD')", null, "t.due_at", 0, limit);
  }

  /** What came to its end, the latest first. */
  public List<RunTouch> recent(long runId, int limit) {
    return list(runId, "t.done_at is not null", null, "t.done_at desc", 0, limit);
  }

  /** Touches of open runs that failed or whose fate is unknown, the latest first. */
  public List<RunTouch> troubles(int limit) {
    return db.sql(
            """
            %s join run r on r.id = t.run_id
            where t.state in ('FAILED', 'UNKNOWN') and r.state in ('RUNNING', 'PAUSED')
            order by coalesce(t.done_at, t.due_at) desc, t.id limit :limit
            """
                .formatted(TOUCHES))
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  /** Touches of any run of which nobody knows whether they went out, the latest first. */
  public Page<RunTouch> inDoubt(Page.Asked page) {
    var items =
        db.sql(
                TOUCHES
                    + "where t.state = 'UNKNOWN' order by t.done_at desc, t.id"
                    + " limit :limit offset :offset")
            .param("limit", page.size())
            .param("offset", page.offset())
            .query(this::read)
            .list();
    return page.of(items, countInDoubt());
  }

  /** How many touches of any run are in doubt. */
  public long countInDoubt() {
    return db.sql("select count(*) from touch where state = 'UNKNOWN'").query(Long.class).single();
  }

  public long count(long runId, String state) {
    return db.sql("select count(*) from touch t where t.run_id = :runId and " + condition(state))
        .params(params(runId, state))
        .query(Long.class)
        .single();
  }

  private List<RunTouch> list(
      long runId, String condition, String state, String order, long offset, int limit) {
    return db.sql(
            """
            %s where t.run_id = :runId and %s order by %s, t.id limit :limit offset :offset
            """
                .formatted(TOUCHES, condition, order))
        .params(params(runId, state))
        .param("limit", limit)
        .param("offset", offset)
        .query(this::read)
        .list();
  }

  private static String condition(String state) {
    if (state != null && !STATES.contains(state)) {
      throw new IllegalArgumentException("'state' must be one of " + String.join(", ", STATES));
    }
    return state == null ? "1 = 1" : "t.state = :state";
  }

  private static Map<String, Object> params(long runId, String state) {
    var params = new HashMap<String, Object>();
    params.put("runId", runId);
    if (state != null) {
      params.put("state", state);
    }
    return params;
  }

  private RunTouch read(ResultSet row, int n) throws SQLException {
    var state = row.getString("state");
    var reason = row.getString("reason");
    var channel = row.getString("channel");
    var outcome = row.getString("outcome");
    return new RunTouch(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("step"),
        row.getInt("occurrence"),
        row.getLong("contact_id"),
        row.getString("full_name"),
        channel,
        row.getString("purpose"),
        row.getString("content_name"),
        row.getString("rep"),
        row.getString("note"),
        state,
        reason,
        outcome == null
            ? words.say("touch", state, reason, channel)
            : words.say("visit", outcome, null, channel),
        DbTime.instant(row, "due_at"),
        DbTime.instant(row, "done_at"));
  }
}
