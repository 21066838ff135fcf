package dev.sopflow.run;

/** Where a contact stands in a run; mass messages go to ACTIVE participants only. */
public enum ParticipantState {
  /** In the cadence. */
  ACTIVE,
  /** Answered a message: still in the run, but a rep talks now; returns when the visit is done. */
  REPLIED,
  /** Became an opportunity. */
  CONVERTED,
  /** Refused every way that we could reach them. */
  OPTED_OUT,
  /** Not the person we were looking for. */
  INVALID,
  /** The run ended or was cancelled. */
  ENDED
}
