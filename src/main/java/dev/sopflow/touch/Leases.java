package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of claimed touches whose dispatcher died. */
@Component
class Leases {

  private final JdbcClient db;
  private final JdbcTemplate jdbc;
  private final TouchNews news;
  private final FailedWays failedWays;
  private final Clock clock;

  Leases(JdbcClient db, JdbcTemplate jdbc, TouchNews news, FailedWays failedWays, Clock clock) {
    this.db = db;
    this.jdbc = jdbc;
    this.news = news;
    this.failedWays = failedWays;
    this.clock = clock;
  }

  /**
   * What no courier was given yet waits again; what one was given may have gone out, so it is not
   * sent again. What was heard of since did go out.
   */
  @Transactional
  void endExpired() {
    putBack(expired("begun_at is null"));
    settle(expired("begun_at is not null and delivery is not null"));
    giveUp(expired("begun_at is not null and delivery is null"));
  }

  private void settle(List<Object[]> heardOf) {
    jdbc.batchUpdate(
        "update touch set state = 'SENT', lease_until = null, done_at = claimed_at where id = ?",
        heardOf);
    var touches = heardOf.stream().map(id -> (Long) id[0]).toList();
    news.ofTouches(touches);
    failedWays.note(touches);
  }

  private List<Object[]> expired(String which) {
    return db.sql(
            """
            select id from touch where state = 'CLAIMED'
            and lease_until < current_timestamp and %s for update skip locked
            """
                .formatted(which))
        .query((row, n) -> new Object[] {row.getLong("id")})
        .list();
  }

  private void putBack(List<Object[]> untried) {
    jdbc.batchUpdate(
        """
        update touch set state = 'PLANNED', attempts = attempts - 1, claimed_by = null,
        claimed_at = null, lease_until = null where id = ?
        """,
        untried);
  }

  private void giveUp(List<Object[]> begun) {
    jdbc.batchUpdate(
        """
        update touch set state = 'UNKNOWN', reason = 'NO_CLEAR_ANSWER', done_at = claimed_at
        where id = ?
        """,
        begun);
    var now = db(clock.instant());
    jdbc.batchUpdate(
        "insert into touch_event (touch_id, at, kind, reason) values (?, ?, 'UNKNOWN', ?)",
        begun.stream()
            .map(id -> new Object[] {id[0], now, Reason.NO_CLEAR_ANSWER.name()})
            .toList());
  }
}
