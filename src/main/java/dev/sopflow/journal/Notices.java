package dev.sopflow.journal;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes to colleagues, shown on Today until read. */
@Service
public class Notices {

  private static final int LONGEST_TEXT = 1000;

  private final JdbcClient db;
  private final Clock clock;

  Notices(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * A note that waits to be read, with the equal ones before it.
   *
   * @param id of the latest
   * @param runId the run that it is about, or null
   * @param page the path of the page that it leads to, or null
   * @param count how many there are; 1 for a note alone
   * @param at when the latest came
   */
  public record Notice(long id, Long runId, String text, String page, int count, Instant at) {}

  /**
   * The newest unread notes, equal ones of one run as one.
   *
   * @param more how many further ones there are
   */
  public record Unread(List<Notice> notices, int more) {}

  /** As {@link #send(String, Long, String, String)}, leading to no page but the run's. */
  @Transactional
  public void send(String recipient, Long runId, String text) {
    send(recipient, runId, text, null);
  }

  /**
   * @param recipient a user name or a role
   * @param runId or null
   * @param page the path of the page that it leads to, or null
   * @throws IllegalArgumentException in plain words, if there is no text or it is too long
   */
  @Transactional
  public void send(String recipient, Long runId, String text, String page) {
    Texts.check("A notice", text, LONGEST_TEXT);
    db.sql(
            """
            insert into notice (recipient, run_id, text, page, at)
            values (:recipient, :runId, :text, :page, :at)
            """)
        .param("recipient", recipient)
        .param("runId", runId)
        .param("text", text.strip())
        .param("page", page)
        .param("at", db(clock.instant()))
        .update();
  }

  /**
   * Under which recipients a user's notes are found: the own name and the own roles.
   *
   * @param authorities as the login gives them, such as {@code ROLE_ops}
   */
  public static List<String> recipientsFor(String user, Collection<String> authorities) {
    var roles = authorities.stream().map(authority -> authority.replaceFirst("^ROLE_", ""));
    return Stream.concat(Stream.of(user), roles).toList();
  }

  /** What nobody has read yet of these recipients, newest first; at most {@code limit} shown. */
  public Unread unread(Collection<String> recipients, int limit) {
    var waiting = recipients.isEmpty() ? List.<Notice>of() : waiting(recipients);
    var shown = Math.min(limit, waiting.size());
    return new Unread(waiting.subList(0, shown), waiting.size() - shown);
  }

  private List<Notice> waiting(Collection<String> recipients) {
    return db.sql(
            """
            select max(id) as id, run_id, text, max(page) as page, count(*) as n, max(at) as at from notice
            where recipient in (:recipients) and read_at is null
            group by run_id, text order by max(id) desc
            """)
        .param("recipients", recipients)
        .query(Notices::read)
        .list();
  }

  /**
   * Marks a note and the equal ones before it as read, for everyone of its role; only a recipient
   * can.
   */
  @Transactional
  public void read(long id, Collection<String> recipients, String by) {
    db.sql(
            """
            update notice set read_at = :at, read_by = :readBy
            where id <= :id and read_at is null and recipient in (:recipients)
              and text = (select n.text from notice n
                where n.id = :id and n.recipient in (:recipients))
              and coalesce(run_id, 0) = (select coalesce(n.run_id, 0) from notice n
                where n.id = :id)
            """)
        .param("at", db(clock.instant()))
        .param("readBy", by)
        .param("id", id)
        .param("recipients", recipients)
        .update();
  }

  private static Notice read(ResultSet row, int n) throws SQLException {
    return new Notice(
        row.getLong("id"),
        row.getObject("run_id", Long.class),
        row.getString("text"),
        row.getString("page"),
        row.getInt("n"),
        DbTime.instant(row, "at"));
  }
}
