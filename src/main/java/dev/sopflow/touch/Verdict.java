package dev.sopflow.touch;

import java.time.Instant;

/**
 * What a rule of the gate, or the whole gate, says of a touch at a moment.
 *
 * @param until SEND: the send must begin before it, null for any time; DEFER: not before it
 * @param reason null for SEND
 */
record Verdict(Kind kind, Instant until, Reason reason) {

  enum Kind {
    SEND,
    DEFER,
    DROP
  }

  static final Verdict SEND = new Verdict(Kind.SEND, null, null);

  static Verdict sendBefore(Instant until) {
    return new Verdict(Kind.SEND, until, null);
  }

  static Verdict defer(Instant until, Reason reason) {
    return new Verdict(Kind.DEFER, until, reason);
  }

  static Verdict drop(Reason reason) {
    return new Verdict(Kind.DROP, null, reason);
  }

  /** The stricter of both: a drop before a deferral, the later of two deferrals. */
  Verdict and(Verdict other) {
    if (kind != other.kind) {
      return kind.compareTo(other.kind) > 0 ? this : other;
    }
    if (kind == Kind.DROP || other.until == null) {
      return this;
    }
    if (until == null) {
      return other;
    }
    var keepsThis = kind == Kind.DEFER ? !until.isBefore(other.until) : until.isBefore(other.until);
    return keepsThis ? this : other;
  }
}
