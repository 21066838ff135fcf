package dev.sopflow.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Drives the house through time that is ours to move: due jobs, due touches, the next due instant.
 * The demo moves by it, and so do the tests; exists only where the clock is a {@code VirtualClock}.
 */
public class VirtualTime {

  /** Runs what is due now, jobs and touches, until nothing is. */
  public void runDue() {
    throw new IllegalStateException("pending");
  }

  /** The next instant at which something comes due, if anything waits. */
  public Optional<Instant> nextDue() {
    throw new IllegalStateException("pending");
  }

  /** Goes from due instant to due instant up to {@code target}, running what is due at each. */
  public void advanceTo(Instant target) {
    throw new IllegalStateException("pending");
  }
}
