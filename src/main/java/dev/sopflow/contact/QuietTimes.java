package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When contacts are left alone for a while, without having refused. */
@Service
public class QuietTimes {

  /** Why somebody is left alone. */
  public enum Why {
    /** An answering program says that they are away. */
    AWAY,
    /** What they wrote sounds like a refusal; a person must read it. */
    ASKED_TO_STOP
  }

  /**
   * @param until null: until somebody ends it
   */
  public record QuietTime(Why why, Instant since, Instant until) {}

  private final JdbcClient db;
  private final PeopleWriter history;
  private final Clock clock;

  QuietTimes(JdbcClient db, PeopleWriter history, Clock clock) {
    this.db = db;
    this.history = history;
    this.clock = clock;
  }

  /** Those that are not over. */
  public List<QuietTime> of(long contactId) {
    return db.sql(
            """
            select * from quiet_time where contact_id = :contact
              and (until_at is null or until_at > :now) order by why
            """)
        .param("contact", contactId)
        .param("now", DbTime.db(clock.instant()))
        .query(
            (row, n) ->
                new QuietTime(
                    Why.valueOf(row.getString("why")),
                    DbTime.instant(row, "since_at"),
                    DbTime.instant(row, "until_at")))
        .list();
  }

  /**
   * Replaces a former one of its kind. In a transaction that has locked the contact.
   *
   * @param until null: until somebody ends it
   * @param detail what is to be remembered of it, or null
   */
  @Transactional
  public void begin(long contactId, Why why, Instant until, String detail, String actor) {
    remove(contactId, why);
    db.sql("insert into quiet_time values (:contact, :why, :now, :until)")
        .param("contact", contactId)
        .param("why", why.name())
        .param("now", DbTime.db(clock.instant()))
        .param("until", until == null ? null : DbTime.db(until))
        .update();
    history.note(Map.of(contactId, why.name()), detail, actor);
  }

  /** Nothing, if there is none of this kind. */
  @Transactional
  public void end(long contactId, Why why, String actor) {
    if (remove(contactId, why) > 0) {
      history.note(Map.of(contactId, why.name() + "_OVER"), null, actor);
    }
  }

  private int remove(long contactId, Why why) {
    return db.sql("delete from quiet_time where contact_id = :contact and why = :why")
        .param("contact", contactId)
        .param("why", why.name())
        .update();
  }
}
