package dev.sopflow.touch;

/** Why a touch was dropped, deferred or failed; each has a sentence in the message bundle. */
public enum Reason {
  OUTSIDE_WINDOW,
  OVER_CAP,
  AWAY,
  ASKED_TO_STOP,
  FAULT,
  PROVIDER_BUSY,
  CHANNEL_DOWN,
  RUN_PAUSED,
  NO_CONSENT,
  REFUSED,
  TOPIC_REFUSED,
  SUPPRESSED,
  UNREACHABLE,
  NO_WINDOW,
  NO_CONTENT_LEFT,
  CONTENT_EXPIRED,
  CONTENT_RETIRED,
  CONTENT_BROKEN,
  ALREADY_RECEIVED,
  TOO_LATE,
  LEFT_RUN,
  NOT_MEANT,
  RUN_CANCELLED,
  RUN_STOPPED,
  ROUND_OVER,
  PROVIDER_REFUSED,
  TOO_MANY_TRIES,
  NO_CLEAR_ANSWER,
  NOT_TAKEN;

  /** Whether another channel may bring what this one can't. */
  boolean isOfTheAddress() {
    return this == UNREACHABLE || this == SUPPRESSED;
  }
}
