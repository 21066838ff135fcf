package dev.sopflow.touch;

import java.time.Instant;

/** What came of a claimed touch, and when the provider answered. */
record Result(Claimed claimed, Ending ending, Instant at) {

  /**
   * How it goes on.
   *
   * @param dueAt the next try, for PLANNED only; null: as before
   * @param usedTry whether the provider was really tried
   */
  record Ending(
      TouchState state,
      Reason reason,
      String detail,
      String providerId,
      Instant dueAt,
      boolean usedTry) {}

  Result with(Ending other) {
    return new Result(claimed, other, at);
  }

  long touchId() {
    return claimed.touch().id();
  }

  long runId() {
    return claimed.touch().runId();
  }
}
