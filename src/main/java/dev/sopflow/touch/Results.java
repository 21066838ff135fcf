package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    var withdrawn = lock(results);
    var mine = results.stream().filter(result -> withdrawn.containsKey(result.touchId()));
    var settled = mine.map(result -> settled(result, withdrawn.get(result.touchId()))).toList();
    end(settled.stream().filter(r -> r.ending().state() != TouchState.PLANNED).toList());
    putBack(waiting(settled), held);
    return Set.copyOf(withdrawn.keySet());
  }

  /** The touches that nobody else has locked, each with why it was withdrawn, or null. */
  private Map<Long, String> lock(List<Result> results) {
    var withdrawn = new HashMap<Long, String>();
    db.sql("select id, withdrawn from touch where id = any(:ids) for update skip locked")
        .param("ids", results.stream().map(Result::touchId).toArray(Long[]::new))
        .query(
            row -> {
              withdrawn.put(row.getLong("id"), row.getString("withdrawn"));
            });
    return withdrawn;
  }

  /** What did not go out and was withdrawn meanwhile is not tried again. */
  private static Result settled(Result result, String withdrawn) {
    if (withdrawn == null || result.ending().state() != TouchState.PLANNED) {
      return result;
    }
    var dropped =
        new Result.Ending(
            TouchState.DROPPED,
            Reason.valueOf(withdrawn),
            null,
            null,
            null,
            result.ending().usedTry());
    return new Result(result.claimed(), dropped, result.at());
  }

  private static List<Result> waiting(List<Result> results) {
    return results.stream().filter(r -> r.ending().state() == TouchState.PLANNED).toList();
  }

  /** What the provider said counts, even if the touch was withdrawn or given up meanwhile. */
  private void end(List<Result> ended) {
    var changed =
        jdbc.batchUpdate(
            """
            update touch set state = ?, reason = ?, provider_id = ?, done_at = ?,
            lease_until = null where id = ? and claimed_by = ? and state in ('CLAIMED', 'UNKNOWN')
            """,
            ended.stream().map(Results::row).toList());
    note(changedOf(ended, changed));
  }

  private static List<Result> changedOf(List<Result> results, int[] changed) {
    return IntStream.range(0, changed.length)
        .filter(i -> changed[i] > 0)
        .mapToObj(results::get)
        .toList();
  }

  private static Object[] row(Result result) {
    var ending = result.ending();
    return new Object[] {
      ending.state().name(),
      name(ending.reason()),
      ending.providerId(),
      db(result.at()),
      result.touchId(),
      result.claimed().by()
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
            update touch set state = ?,
            due_at = coalesce(cast(? as timestamp(6) with time zone), due_at),
            attempts = attempts - ?, claimed_by = null, claimed_at = null, lease_until = null,
            begun_at = null where id = ? and claimed_by = ? and state = 'CLAIMED'
            """,
            waiting.stream().map(r -> waitingRow(r, held.contains(r.runId()))).toList());
    note(
        changedOf(waiting, changed).stream()
            .map(r -> held.contains(r.runId()) ? paused(r) : r)
            .filter(r -> r.ending().reason() != null)
            .toList());
  }

  /** A touch that nobody tried has nothing to tell, but that its run was paused. */
  private static Result paused(Result result) {
    var ending = result.ending();
    return ending.reason() != null
        ? result
        : new Result(
            result.claimed(),
            new Result.Ending(
                TouchState.PLANNED, Reason.RUN_PAUSED, null, null, ending.dueAt(), false),
            result.at());
  }

  private static Object[] waitingRow(Result result, boolean held) {
    var ending = result.ending();
    return new Object[] {
      (held ? TouchState.HELD : TouchState.PLANNED).name(),
      ending.dueAt() == null ? null : db(ending.dueAt()),
      ending.usedTry() ? 0 : 1,
      result.touchId(),
      result.claimed().by()
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
}
