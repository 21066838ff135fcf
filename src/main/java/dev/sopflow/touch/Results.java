package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what came of claimed touches, many in one transaction: a crash before it leaves rows whose
 * lease runs out, which makes them unknown and never sent again. Locks touches without waiting, so
 * that it can't deadlock with a withdrawal.
 */
@Component
class Results {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int DETAIL_LENGTH = 500;

  private final JdbcClient db;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final HeldRuns heldRuns;
  private final Clock clock;

  Results(
      JdbcClient db,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      HeldRuns heldRuns,
      Clock clock) {
    this.db = db;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.heldRuns = heldRuns;
    this.clock = clock;
  }

  void write(List<Result> results) {
    var left = new ArrayList<>(results);
    while (!left.isEmpty()) {
      var written = transaction.execute(status -> writeUnlocked(left));
      left.removeIf(result -> written.contains(result.touchId()));
      if (!left.isEmpty()) {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private Set<Long> writeUnlocked(List<Result> results) {
    var held = heldRuns.among(waiting(results).stream().map(Result::runId).distinct().toList());
    var ids = results.stream().map(Result::touchId).toArray(Long[]::new);
    var locked =
        new HashSet<>(
            db.sql("select id from touch where id = any(:ids) for update skip locked")
                .param("ids", ids)
                .query(Long.class)
                .list());
    var mine = results.stream().filter(result -> locked.contains(result.touchId())).toList();
    end(mine.stream().filter(r -> r.ending().state() != TouchState.PLANNED).toList());
    putBack(waiting(mine), held);
    return locked;
  }

  private static List<Result> waiting(List<Result> results) {
    return results.stream().filter(r -> r.ending().state() == TouchState.PLANNED).toList();
  }

  /** What the provider said counts, even if the touch was withdrawn while it was on its way. */
  private void end(List<Result> ended) {
    jdbc.batchUpdate(
        """
        update touch set state = ?, reason = ?, provider_id = ?, done_at = ?, lease_until = null
        where id = ? and state in ('CLAIMED', 'UNKNOWN', 'DROPPED')
        """,
        ended.stream().map(Results::row).toList());
    note(ended);
  }

  private static Object[] row(Result result) {
    var ending = result.ending();
    return new Object[] {
      ending.state().name(),
      name(ending.reason()),
      ending.providerId(),
      db(result.at()),
      result.touchId()
    };
  }

  /**
   * Only what is still claimed waits again: a touch that was withdrawn meanwhile stays dropped, and
   * one that was given up stays so, since a withdrawal would have passed it over.
   */
  private void putBack(List<Result> waiting, Set<Long> held) {
    var changed =
        jdbc.batchUpdate(
            """
            update touch set state = ?, due_at = ?, attempts = attempts - ?, claimed_by = null,
            claimed_at = null, lease_until = null where id = ? and state = 'CLAIMED'
            """,
            waiting.stream().map(r -> waitingRow(r, held.contains(r.runId()))).toList());
    note(
        IntStream.range(0, changed.length)
            .filter(i -> changed[i] > 0)
            .mapToObj(waiting::get)
            .toList());
  }

  private static Object[] waitingRow(Result result, boolean held) {
    var ending = result.ending();
    return new Object[] {
      (held ? TouchState.HELD : TouchState.PLANNED).name(),
      db(ending.dueAt()),
      ending.usedTry() ? 0 : 1,
      result.touchId()
    };
  }

  private void note(List<Result> results) {
    jdbc.batchUpdate(
        "insert into touch_event (touch_id, at, kind, reason, detail) values (?, ?, ?, ?, ?)",
        results.stream()
            .map(
                r ->
                    new Object[] {
                      r.touchId(),
                      db(r.at()),
                      kind(r.ending()),
                      name(r.ending().reason()),
                      shortened(r.ending().detail())
                    })
            .toList());
  }

  private static String kind(Result.Ending ending) {
    if (ending.state() != TouchState.PLANNED) {
      return ending.state().name();
    }
    return ending.usedTry() ? "RETRY" : "DEFERRED";
  }

  private static String name(Reason reason) {
    return reason == null ? null : reason.name();
  }

  private static String shortened(String detail) {
    return detail == null || detail.length() <= DETAIL_LENGTH
        ? detail
        : detail.substring(0, DETAIL_LENGTH);
  }

  /** Claimed rows whose dispatcher died: they may have gone out, so they are not sent again. */
  int endExpiredLeases() {
    return transaction.execute(
        status -> {
          var lost =
              db.sql(
                      """
                      select id from touch where state = 'CLAIMED'
                      and lease_until < current_timestamp for update skip locked
                      """)
                  .query(Long.class)
                  .list();
          lost.forEach(this::endUnknown);
          return lost.size();
        });
  }

  private void endUnknown(long touchId) {
    var now = db(clock.instant());
    jdbc.update(
        """
        update touch set state = 'UNKNOWN', reason = 'NO_CLEAR_ANSWER', done_at = claimed_at
        where id = ?
        """,
        touchId);
    jdbc.update(
        "insert into touch_event (touch_id, at, kind, reason) values (?, ?, 'UNKNOWN', ?)",
        touchId,
        now,
        Reason.NO_CLEAR_ANSWER.name());
  }
}
