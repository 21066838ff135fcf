package dev.sopflow.insight;

import java.util.Locale;

/**
 * What may come of a touch. These are the definitions that gates, reviews and pages share; a touch
 * and a reader count at most once in each.
 */
public enum Effect {
  /** A provider or a reader gave an answer that counts: it was sent, or can't be. */
  TRIED,
  /** A provider took the message, or the conversation took place. */
  SENT,
  /** The provider says that it arrived, or its reader did something with it. */
  DELIVERED,
  /**
   * A person opened it or clicked in it. Mail programs hide many opens: never judge by it alone.
   */
  OPENED,
  /** A person clicked in it. */
  CLICKED,
  /** A person wrote back; in a conversation: was interested, or asked for another time. */
  REPLIED,
  /** Clicked, replied or converted. */
  ENGAGED,
  /** An opportunity came of it. */
  CONVERTED,
  /** Its reader refused by it, or called it spam. */
  REFUSED,
  /** Nobody has this address, or the provider refused the message for good. */
  UNREACHABLE;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** SQL: whether bits have this one. */
  String in(String bits) {
    return "mod(%s / %d, 2) = 1".formatted(bits, bit());
  }

  int bit() {
    return 1 << ordinal();
  }
}
