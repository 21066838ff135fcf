package dev.sopflow.contact;

/** Somebody can't be known again by what they say of themselves. */
public class BadIntroduction extends RuntimeException {

  /** What is wrong. */
  public enum Reason {
    NO_ADDRESS,
    EMAIL_UNUSABLE,
    PHONE_UNUSABLE,
    /** The number alone is another's: an e-mail address would tell. */
    EMAIL_NEEDED
  }

  private final Reason reason;

  BadIntroduction(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
