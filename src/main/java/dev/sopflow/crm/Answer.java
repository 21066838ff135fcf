package dev.sopflow.crm;

import java.time.Duration;

/**
 * What came of telling another system.
 *
 * @param status HTTP, or null if none came
 * @param pause how long it asked us to wait, or null
 */
record Answer(Kind kind, Integer status, Duration pause) {

  /** What it means, whatever its number. */
  enum Kind {
    /** It has it. */
    TAKEN,
    /** It does not want to be told of anything any more. */
    GONE,
    /** It does not take this; it would hardly take it later. */
    REJECTED,
    /** It can't take it now. */
    BUSY,
    /** No connection could be made. */
    UNREACHABLE,
    /** It was given to it, perhaps; no answer came in time. */
    NO_ANSWER;

    /** Whether the endpoint as a whole is in trouble, so that no other event is tried there. */
    boolean endsCalls() {
      return this != TAKEN && this != REJECTED;
    }
  }

  static Answer of(Kind kind) {
    return new Answer(kind, null, null);
  }
}
