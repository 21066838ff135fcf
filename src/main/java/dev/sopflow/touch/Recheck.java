package dev.sopflow.touch;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whether a claimed touch may still go out, right before it does: asked of the database anew when
 * this node has stored a refusal, and in any case after a tenth of a second, so that refusals on
 * other nodes and paused runs count too. Stores beforehand which ones go, as many at once as a
 * tenth of a second has lately sufficed for: a slow courier leaves one in doubt when its node dies.
 */
final class Recheck {

  private static final long STALE = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * What holds before a claim.
   *
   * @param refusals how many this node had stored
   * @param pace how many touches the claim may store as begun
   */
  record Before(long refusals, int pace) {}

  private final Claims claims;
  private final Refusals refusals;
  private final Clock clock;
  private final List<Claimed> claimed;
  private Set<Long> current;
  private long seenRefusals;
  private long readAt;
  private int size;
  private int end;

  /** How far the claim is stored as begun. */
  private int begun;

  /** The first of the claim are stored as begun with it. */
  Recheck(Claims claims, Refusals refusals, Clock clock, List<Claimed> claimed, Before before) {
    this.claims = claims;
    this.refusals = refusals;
    this.clock = clock;
    this.claimed = claimed;
    this.seenRefusals = before.refusals();
    this.size = before.pace();
    this.end = Math.min(size, claimed.size());
    this.begun = end;
    this.current = Set.copyOf(ids(0, end));
    this.readAt = System.nanoTime();
  }

  /**
   * @param index of the touch in the batch; those before it are done
   */
  boolean mayGo(int index) {
    var stale = seenRefusals != refusals.count() || System.nanoTime() - readAt > STALE;
    if (stale || index >= end) {
      begin(index, stale ? 1 : size * 2);
    }
    return current.contains(claimed.get(index).touch().id());
  }

  /** How many the courier has lately got through at once. */
  int pace() {
    return size;
  }

  private void begin(int index, int count) {
    seenRefusals = refusals.count();
    size = count;
    end = Math.min(index + count, claimed.size());
    var by = claimed.get(index).by();
    current = claims.begin(ids(index, end), ids(end, begun), by, clock.instant());
    begun = end;
    readAt = System.nanoTime();
  }

  private List<Long> ids(int from, int to) {
    return claimed.subList(from, Math.max(from, to)).stream().map(c -> c.touch().id()).toList();
  }
}
