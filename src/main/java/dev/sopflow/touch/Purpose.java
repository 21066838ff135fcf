package dev.sopflow.touch;

/** What a touch is for; decides which rules of the gate it must pass. */
public enum Purpose {
  /** Advertising: every rule. */
  MARKETING,
  /** Asked for by the contact, one to one: refusals and suppression only. */
  TRANSACTIONAL,
  /** What a rep writes back to somebody who wrote: refusals and suppression only. */
  ANSWER,
  /** A conversation by a rep, written when its outcome is known. */
  VISIT
}
