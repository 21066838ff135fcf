package dev.sopflow.run;

import java.time.Instant;

/**
 * One execution of an SOP.
 *
 * @param code short and unique: by it, links, lists and reports name the run
 * @param sop the process id of the SOP
 * @param audience the audience's key, or null if the model itself says whom
 * @param sharesPeople whether its participants may be active in other runs of the SOP as well
 * @param endedAt null while it goes on
 * @param calledOffBy who cancelled it, if it said farewell before it ended; else null
 */
public record Run(
    long id,
    String code,
    String sop,
    int sopVersion,
    String name,
    String processInstanceId,
    String audience,
    boolean sharesPeople,
    RunState state,
    String startedBy,
    Instant startedAt,
    Instant endedAt,
    String calledOffBy) {

  /** Whether it goes on, if only after a pause. */
  public boolean isOpen() {
    return state == RunState.RUNNING || state == RunState.PAUSED;
  }
}
