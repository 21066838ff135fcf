package dev.sopflow.touch;

/**
 * What came of handing a message to a provider once.
 *
 * @param providerId the provider's name for it, or null
 * @param code the provider's own code or words for an answer that was no plain yes, or null
 * @param optedOut the provider says that the reader refused this channel
 */
public record Outcome(Kind kind, String providerId, String code, boolean optedOut) {

  /** How the answer counts. */
  public enum Kind {
    /** The provider has taken it. */
    ACCEPTED,
    /** It never will: a bad address, blocked content, a refusal. */
    REFUSED,
    /** This message was surely not taken; try it again later, a few times. */
    BUSY,
    /** Surely not taken, nor would others be: the provider is away, or wants less of us. */
    NOT_NOW,
    /** We are set up wrongly: nothing can go out by this channel. */
    CHANNEL_DOWN,
    /** It may have been taken or not. */
    UNCLEAR
  }

  public static Outcome accepted(String providerId) {
    return new Outcome(Kind.ACCEPTED, providerId, null, false);
  }

  public static Outcome refused(String code) {
    return new Outcome(Kind.REFUSED, null, code, false);
  }

  /** The provider knows of a refusal that we don't. */
  public static Outcome optedOut(String code) {
    return new Outcome(Kind.REFUSED, null, code, true);
  }

  public static Outcome busy(String code) {
    return new Outcome(Kind.BUSY, null, code, false);
  }

  public static Outcome notNow(String code) {
    return new Outcome(Kind.NOT_NOW, null, code, false);
  }

  public static Outcome channelDown(String code) {
    return new Outcome(Kind.CHANNEL_DOWN, null, code, false);
  }

  public static Outcome unclear(String code) {
    return new Outcome(Kind.UNCLEAR, null, code, false);
  }
}
