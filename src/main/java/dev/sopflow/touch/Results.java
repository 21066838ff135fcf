package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.touch.Result.Ending;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
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
  private static final Set<TouchState> OPEN = Set.of(TouchState.PLANNED, TouchState.UNKNOWN);

  private final JdbcClient db;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final HeldRuns heldRuns;
  private final TouchNews news;
  private final FailedWays failedWays;
  private final Clock clock;

  Results(
      JdbcClient db,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      HeldRuns heldRuns,
      TouchNews news,
      FailedWays failedWays,
      Clock clock) {
    this.db = db;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.heldRuns = heldRuns;
    this.news = news;
    this.failedWays = failedWays;
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
    var rows = lock(results);
    var settled =
        results.stream()
            .filter(result -> isOurs(result, rows.get(result.touchId())))
            .map(result -> settled(result, rows.get(result.touchId())))
            .toList();
    end(settled.stream().filter(r -> r.ending().state() != TouchState.PLANNED).toList());
    failedWays.note(
        settled.stream()
            .filter(r -> mayHaveFailed(r, rows.get(r.touchId())))
            .map(Result::touchId)
            .toList());
    putBack(waiting(settled), held);
    return rows.keySet();
  }

  /**
   * A touch as it stands now.
   *
   * @param withdrawn why it must not be tried again, or null
   * @param heardOf whether its provider has told of it, so that it surely went out
   */
  private record Row(TouchState state, String claimedBy, String withdrawn, boolean heardOf) {}

  /** The touches that nobody else has locked. */
  private Map<Long, Row> lock(List<Result> results) {
    var rows = new HashMap<Long, Row>();
    db.sql(
            """
            select id, state, claimed_by, withdrawn, delivery from touch where id = any(:ids)
            for update skip locked
            """)
        .param("ids", results.stream().map(Result::touchId).toArray(Long[]::new))
        .query(
            row -> {
              rows.put(
                  row.getLong("id"),
                  new Row(
                      TouchState.valueOf(row.getString("state")),
                      row.getString("claimed_by"),
                      row.getString("withdrawn"),
                      row.getString("delivery") != null));
            });
    return rows;
  }

  /**
   * What the provider said counts, even if the touch was withdrawn or given up meanwhile. Only what
   * is still claimed waits again: a touch that was withdrawn stays dropped, and one that was given
   * up stays so, since a withdrawal would have passed it over.
   */
  private static boolean isOurs(Result result, Row row) {
    return row != null
        && result.claimed().by().equals(row.claimedBy())
        && (row.state() == TouchState.CLAIMED
            || row.state() == TouchState.UNKNOWN && result.ending().state() != TouchState.PLANNED);
  }

  /**
   * What the provider has told of did go out, whatever came of our call. What did not and was
   * withdrawn meanwhile is not tried again.
   */
  private static Result settled(Result result, Row row) {
    var ending = result.ending();
    if (row.heardOf() && OPEN.contains(ending.state())) {
      return result.with(new Ending(TouchState.SENT, null, ending.detail(), null, null, true));
    }
    return row.withdrawn() == null || ending.state() != TouchState.PLANNED
        ? result
        : result.with(
            new Ending(
                TouchState.DROPPED,
                Reason.valueOf(row.withdrawn()),
                null,
                null,
                null,
                ending.usedTry()));
  }

  /** Its provider may have told of a failure before it was stored that it was sent. */
  private static boolean mayHaveFailed(Result result, Row row) {
    return result.ending().state() == TouchState.FAILED || row.heardOf();
  }

  private static List<Result> waiting(List<Result> results) {
    return results.stream().filter(r -> r.ending().state() == TouchState.PLANNED).toList();
  }

  private void end(List<Result> ended) {
    if (ended.isEmpty()) {
      return;
    }
    db.sql(
            """
            merge into touch t
            using (select * from unnest(cast(:ids as bigint array),
              cast(:states as varchar(10) array), cast(:reasons as varchar(40) array),
              cast(:providerIds as varchar(100) array),
              cast(:times as varchar(40) array))
              as x(id, state, reason, provider_id, at)) s
            on t.id = s.id
            when matched then update set state = s.state, reason = s.reason,
              provider_id = s.provider_id, lease_until = null,
              done_at = cast(s.at as timestamp(6) with time zone)
            """)
        .param("ids", ended.stream().map(Result::touchId).toArray(Long[]::new))
        .param("states", texts(ended, ending -> ending.state().name()))
        .param("reasons", texts(ended, ending -> name(ending.reason())))
        .param("providerIds", texts(ended, Ending::providerId))
        .param("times", ended.stream().map(r -> r.at().toString()).toArray(String[]::new))
        .update();
    note(ended);
    news.of(ended);
  }

  private static String[] texts(List<Result> results, Function<Ending, String> text) {
    return results.stream().map(Result::ending).map(text).toArray(String[]::new);
  }

  private void putBack(List<Result> waiting, Set<Long> held) {
    jdbc.batchUpdate(
        """
        update touch set state = ?,
        due_at = coalesce(cast(? as timestamp(6) with time zone), due_at),
        attempts = attempts - ?, claimed_by = null, claimed_at = null, lease_until = null,
        begun_at = null where id = ?
        """,
        waiting.stream().map(r -> waitingRow(r, held.contains(r.runId()))).toList());
    note(
        waiting.stream()
            .map(r -> held.contains(r.runId()) ? paused(r) : r)
            .filter(r -> r.ending().reason() != null)
            .toList());
  }

  /** A touch that nobody tried has nothing to tell, but that its run was paused. */
  private static Result paused(Result result) {
    var ending = result.ending();
    return ending.reason() != null
        ? result
        : result.with(
            new Ending(TouchState.PLANNED, Reason.RUN_PAUSED, null, null, ending.dueAt(), false));
  }

  private static Object[] waitingRow(Result result, boolean held) {
    var ending = result.ending();
    return new Object[] {
      (held ? TouchState.HELD : TouchState.PLANNED).name(),
      ending.dueAt() == null ? null : db(ending.dueAt()),
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

  private static String kind(Ending ending) {
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
