package dev.sopflow.touch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whether a claimed touch may still go out, right before it does: asked of the database anew when
 * this node has stored a refusal, and in any case after a tenth of a second, so that refusals on
 * other nodes count too.
 */
final class Recheck {

  private static final long STALE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Claims claims;
  private final Refusals refusals;
  private final String by;
  private final List<Claimed> claimed;
  private Set<Long> current = Set.of();
  private long seenRefusals = -1;
  private long readAt;

  Recheck(Claims claims, Refusals refusals, String by, List<Claimed> claimed) {
    this.claims = claims;
    this.refusals = refusals;
    this.by = by;
    this.claimed = claimed;
  }

  /**
   * @param index of the touch in the batch; those before it are done
   */
  boolean mayGo(int index) {
    if (seenRefusals != refusals.count() || System.nanoTime() - readAt > STALE) {
      seenRefusals = refusals.count();
      readAt = System.nanoTime();
      current = claims.stillClaimed(idsFrom(index), by);
    }
    return current.contains(claimed.get(index).touch().id());
  }

  private List<Long> idsFrom(int index) {
    return claimed.subList(index, claimed.size()).stream().map(c -> c.touch().id()).toList();
  }
}
