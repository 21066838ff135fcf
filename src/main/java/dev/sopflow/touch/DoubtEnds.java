package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a touch without a clear answer ends, if nothing is heard of it: what must arrive goes once
 * more, under the same Message-ID; of all else a person says what became of it. Whatever was
 * withdrawn meanwhile never goes again.
 */
@Service
public class DoubtEnds {

  private static final int MOST = 500;

  private static final String REPEATABLE =
      """
      state = 'UNKNOWN' and purpose = any(:purposes) and useful_until > :now
      and attempts < :tries and withdrawn is null and not exists (select 1 from touch_event e
        where e.touch_id = touch.id and e.kind = 'AGAIN')
      """;

  private final JdbcClient db;
  private final TouchSettings settings;
  private final TouchNews news;
  private final Clock clock;

  DoubtEnds(JdbcClient db, TouchSettings settings, TouchNews news, Clock clock) {
    this.db = db;
    this.settings = settings;
    this.news = news;
    this.clock = clock;
  }

  /** Lets mails that must arrive go again, once they have been in doubt for long enough. */
  @Transactional
  void repeatDue() {
    var now = clock.instant();
    var due =
        db.sql(
                """
                select id from touch where done_at <= :since and channel = 'EMAIL' and %s
                order by done_at, id fetch first :most rows only for update skip locked
                """
                    .formatted(REPEATABLE))
            .params(repeatable())
            .param("since", db(now.minus(settings.dispatch().doubt())))
            .param("most", MOST)
            .query(Long.class)
            .list();
    repeat(due, now);
  }

  /**
   * Lets a touch that surely did not go out go again, if it must arrive.
   *
   * @return false if it need not or can't; then nothing changes
   */
  @Transactional
  boolean repeat(long touchId) {
    var may =
        db.sql("select id from touch where id = :id and " + REPEATABLE + " for update")
            .params(repeatable())
            .param("id", touchId)
            .query(Long.class)
            .list();
    repeat(may, clock.instant());
    return !may.isEmpty();
  }

  /** Which of these touches go again by themselves, and from when on. */
  public Map<Long, Instant> willRepeat(List<Long> touchIds) {
    var when = new HashMap<Long, Instant>();
    db.sql(
            "select id, done_at from touch where id = any(:ids) and channel = 'EMAIL' and "
                + REPEATABLE)
        .params(repeatable())
        .param("ids", touchIds.toArray(Long[]::new))
        .query(
            row -> {
              when.put(
                  row.getLong("id"),
                  DbTime.instant(row, "done_at").plus(settings.dispatch().doubt()));
            });
    return when;
  }

  private Map<String, Object> repeatable() {
    return Map.of(
        "purposes", names(settings.dispatch().atLeastOnce()),
        "now", db(clock.instant()),
        "tries", settings.dispatch().maxTries());
  }

  /**
   * Takes a person's word that a touch arrived.
   *
   * @return false if it is not in doubt any more; then nothing changes
   */
  @Transactional
  public boolean arrived(long touchId) {
    var isInDoubt =
        db.sql("update touch set state = 'SENT', reason = null where id = ? and state = 'UNKNOWN'")
                .param(touchId)
                .update()
            == 1;
    if (isInDoubt) {
      note(List.of(touchId), "SENT", clock.instant());
      news.ofTouches(List.of(touchId));
    }
    return isInDoubt;
  }

  /**
   * Takes a person's word that a touch did not arrive: it goes once more, through the gate.
   *
   * @return false if it is not in doubt any more, was withdrawn, or has become useless; then
   *     nothing changes
   */
  @Transactional
  public boolean sendAgain(long touchId) {
    var now = clock.instant();
    var mayGo =
        db.sql(
                """
                select id from touch where id = :id and state = 'UNKNOWN' and withdrawn is null
                and useful_until > :now for update
                """)
            .param("id", touchId)
            .param("now", db(now))
            .query(Long.class)
            .list();
    repeat(mayGo, now);
    return !mayGo.isEmpty();
  }

  private void repeat(List<Long> touchIds, Instant now) {
    if (touchIds.isEmpty()) {
      return;
    }
    db.sql(
            """
            update touch set state = 'PLANNED', reason = null, due_at = :now, done_at = null,
              claimed_by = null, claimed_at = null, lease_until = null, begun_at = null
            where id = any(:ids)
            """)
        .param("now", db(now))
        .param("ids", touchIds.toArray(Long[]::new))
        .update();
    note(touchIds, "AGAIN", now);
  }

  private void note(List<Long> touchIds, String kind, Instant now) {
    db.sql(
            """
            insert into touch_event (touch_id, at, kind, reason)
            select id, cast(:now as timestamp(6) with time zone), cast(:kind as varchar(20)),
              'NO_CLEAR_ANSWER' from touch where id = any(:ids)
            """)
        .param("now", db(now))
        .param("kind", kind)
        .param("ids", touchIds.toArray(Long[]::new))
        .update();
  }

  private static String[] names(Set<Purpose> purposes) {
    return purposes.stream().map(Purpose::name).toArray(String[]::new);
  }
}
