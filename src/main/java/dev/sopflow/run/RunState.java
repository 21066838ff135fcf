package dev.sopflow.run;

/** Where a run stands; the last two are for good. */
public enum RunState {
  RUNNING,
  PAUSED,
  ENDED,
  CANCELLED
}
