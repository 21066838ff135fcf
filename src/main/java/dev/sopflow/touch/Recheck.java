package dev.sopflow.touch;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a claimed touch may still go out, right before it does. An answer of the database holds
 * for a tenth of a second; a withdrawal waits for longer before it is stored, so when it is stored
 * no answer from before it holds any more, on whatever node. Stores beforehand which touches go, as
 * many at once as an answer has lately sufficed for: a slow courier leaves one in doubt when its
 * node dies.
 */
final class Recheck {

  private static final long HOLDS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Also over what a thread may be held up by between its look and its call. */
  private static final long SURELY_OVER = 2 * HOLDS;

  private final Claims claims;
  private final Clock clock;
  private final List<Claimed> claimed;
  private Set<Long> current;
  private long askedAt;
  private int size;
  private int end;

  /** How far the claim is stored as begun. */
  private int begun;

  /**
   * @param pace how many of the claim were stored as begun with it
   */
  Recheck(Claims claims, Clock clock, Claiming.Round round, int pace) {
    this.claims = claims;
    this.clock = clock;
    this.claimed = round.claimed();
    this.size = pace;
    this.end = Math.min(size, claimed.size());
    this.begun = end;
    this.current = Set.copyOf(ids(0, end));
    this.askedAt = round.askedAt();
  }

  /** Comes back when every answer that was given before this call has been used or is stale. */
  static void awaitEarlierLooks() {
    var over = System.nanoTime() + SURELY_OVER;
    for (var left = SURELY_OVER; left > 0; left = over - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /**
   * To be asked when all but the courier's call is done.
   *
   * @param index of the touch in the batch; those before it are done
   */
  boolean mayGo(int index) {
    for (var stale = isStale(); stale || index >= end; stale = isStale()) {
      begin(index, stale ? 1 : size * 2);
    }
    return current.contains(claimed.get(index).touch().id());
  }

  private boolean isStale() {
    return System.nanoTime() - askedAt > HOLDS;
  }

  /** How many the courier has lately got through at once. */
  int pace() {
    return size;
  }

  private void begin(int index, int count) {
    size = count;
    end = Math.min(index + count, claimed.size());
    var by = claimed.get(index).by();
    var going = claims.begin(ids(index, end), ids(end, begun), by, clock.instant());
    current = going.touches();
    askedAt = going.at();
    begun = end;
  }

  private List<Long> ids(int from, int to) {
    return claimed.subList(from, Math.max(from, to)).stream().map(c -> c.touch().id()).toList();
  }
}
