package dev.sopflow.plan;

import java.time.Instant;

/** Port: what a run's processes make of its dates. */
public interface PlanEngine {

  /**
   * Lets a run's processes follow dates that were changed: timers that wait for a date, and due
   * dates of open tasks, are read anew. What is done stays done.
   */
  void follow(long runId);

  /**
   * Gives the variables that the plan's anchor came from, and those along with it, the new date.
   */
  void moveAnchor(long runId, Instant from, Instant to);

  /** Tells those processes of a run that listen that the anchor was moved. */
  void tellMoved(long runId);
}
