package dev.sopflow.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: what a run's processes make of its dates. */
public interface PlanEngine {

  /**
   * What a run of an SOP would plan, if it were started with these variables; empty if the SOP
   * plans no dates.
   *
   * @throws IllegalArgumentException in plain words, if the plan's table can't be asked with them
   */
  Optional<PlanOrder> draft(String sop, Map<String, Object> variables);

  /** Whether runs of an SOP plan dates. */
  boolean plans(String sop);

  /**
   * Lets a run's processes, its visits included, follow dates that were changed: variables that
   * hold an old date get the new one; timers that wait for a date, and due dates of open tasks, are
   * read anew. What is done stays done.
   *
   * @param moved from old dates to new ones
   */
  void follow(long runId, Map<Instant, Instant> moved);

  /** The names of dates that a run's processes have waited for, and wait for no more. */
  Set<String> passed(long runId);

  /**
   * Gives the variables that the plan's anchor came from, and those along with it, the new date.
   */
  void moveAnchor(long runId, Instant from, Instant to);

  /** Tells those processes of a run that listen that the anchor was moved. */
  void tellMoved(long runId);
}
