package dev.sopflow.touch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether a claimed touch may still go out, right before it does: asked of the database anew when
 * this node has stored a refusal, and in any case after a tenth of a second, so that refusals on
 * other nodes and paused runs count too.
 */
final class Recheck {

  private static final long STALE = TimeUnit.MILLISECONDS.toNanos(100);

  /** What may be done with a touch; NOT_NOW: its run was paused, so it goes back. */
  enum Answer {
    GO,
    NOT_NOW,
    NO
  }

  private final Claims claims;
  private final Refusals refusals;
  private final String by;
  private final List<Claimed> claimed;
  private Map<Long, Boolean> current = Map.of();
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
  Answer ask(int index) {
    if (seenRefusals != refusals.count() || System.nanoTime() - readAt > STALE) {
      seenRefusals = refusals.count();
      readAt = System.nanoTime();
      current = claims.stillClaimed(idsFrom(index), by);
    }
    var held = current.get(claimed.get(index).touch().id());
    return held == null ? Answer.NO : held ? Answer.NOT_NOW : Answer.GO;
  }

  private List<Long> idsFrom(int index) {
    return claimed.subList(index, claimed.size()).stream().map(c -> c.touch().id()).toList();
  }
}
