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

  private final Claims claims;
  private final Refusals refusals;
  private final Clock clock;
  private final List<Claimed> claimed;
  private Set<Long> current = Set.of();
  private long seenRefusals = -1;
  private long readAt;
  private int size = 1;
  private int end;

  Recheck(Claims claims, Refusals refusals, Clock clock, List<Claimed> claimed) {
    this.claims = claims;
    this.refusals = refusals;
    this.clock = clock;
    this.claimed = claimed;
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

  private void begin(int index, int count) {
    seenRefusals = refusals.count();
    size = count;
    end = Math.min(index + count, claimed.size());
    var ids = claimed.subList(index, end).stream().map(c -> c.touch().id()).toList();
    current = claims.begin(ids, claimed.get(index).by(), clock.instant());
    readAt = System.nanoTime();
  }
}
