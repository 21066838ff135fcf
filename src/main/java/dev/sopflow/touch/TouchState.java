package dev.sopflow.touch;

/** Where a touch stands. SENT, FAILED, UNKNOWN and DROPPED are its ends. */
public enum TouchState {
  /** Waits for its time. */
  PLANNED,
  /** Waits for its run to be resumed. */
  HELD,
  /** A dispatcher has it, for the length of its lease. */
  CLAIMED,
  /** The provider took it, or the conversation took place. */
  SENT,
  /** The provider refused it for good. */
  FAILED,
  /** It may have gone out or not; it is never repeated blindly. */
  UNKNOWN,
  /** It will not go out; the reason says why. */
  DROPPED
}
