package dev.sopflow.touch;

import java.time.Instant;

/**
 * What a rule of the gate, or the whole gate, says of a touch at a moment.
 *
 * @param sendBefore for SEND: when the send must have begun, or null for any time
 * @param notBefore for DEFER: when it is looked at again; else null
 * @param reason null for SEND
 */
record Verdict(Kind kind, Instant sendBefore, Instant notBefore, Reason reason) {

  enum Kind {
    SEND,
    DEFER,
    DROP
  }

  static final Verdict SEND = new Verdict(Kind.SEND, null, null, null);

  static Verdict sendBefore(Instant end) {
    return new Verdict(Kind.SEND, end, null, null);
  }

  static Verdict defer(Instant notBefore, Reason reason) {
    return new Verdict(Kind.DEFER, null, notBefore, reason);
  }

  static Verdict drop(Reason reason) {
    return new Verdict(Kind.DROP, null, null, reason);
  }

  /** The stricter of both: a drop before a deferral, the later of two deferrals. */
  Verdict and(Verdict other) {
    if (kind != other.kind) {
      return kind.compareTo(other.kind) > 0 ? this : other;
    }
    return switch (kind) {
      case SEND -> earlier(other);
      case DEFER -> notBefore.isBefore(other.notBefore) ? other : this;
      case DROP -> this;
    };
  }

  private Verdict earlier(Verdict other) {
    if (sendBefore == null || other.sendBefore == null) {
      return sendBefore == null ? other : this;
    }
    return other.sendBefore.isBefore(sendBefore) ? other : this;
  }
}
