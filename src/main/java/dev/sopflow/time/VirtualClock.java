package dev.sopflow.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that can be moved forward: the demo's and the tests' time. It runs on with its base clock
 * (a system clock ticks, a fixed one stands still) at a distance that only grows.
 */
public final class VirtualClock extends Clock {

  private final Clock base;
  private volatile Duration ahead = Duration.ZERO;

  public VirtualClock(Clock base) {
    this.base = base;
  }

  /** Stands at {@code start} until it is moved. */
  public static VirtualClock standingAt(Instant start) {
    return new VirtualClock(Clock.fixed(start, ZoneOffset.UTC));
  }

  /**
   * Moves to {@code target}; earlier than now is ignored, because what happened stays in the past.
   */
  public synchronized void moveTo(Instant target) {
    if (target.isAfter(instant())) {
      ahead = Duration.between(base.instant(), target);
    }
  }

  /** Back to the base clock: only for an empty house, as each test begins with one. */
  public synchronized void reset() {
    ahead = Duration.ZERO;
  }

  /** How far this clock is ahead of its base. */
  public Duration ahead() {
    return ahead;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new IllegalArgumentException("The one clock has one zone; convert the instant instead");
  }
}
