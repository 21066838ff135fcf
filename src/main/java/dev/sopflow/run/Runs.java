package dev.sopflow.run;

import org.springframework.stereotype.Service;

/** The executions of SOPs. */
@Service
public class Runs {

  /**
   * What the engine knows when a process starts.
   *
   * @param audience the audience's key, or null
   * @param name given by whoever starts it, or null
   */
  public record Started(
      String sop,
      int sopVersion,
      String name,
      String processInstanceId,
      String audience,
      String startedBy) {}

  /** Opens the run of a process that starts, in the engine's transaction; returns its id. */
  public long opened(Started started) {
    throw new IllegalStateException("pending");
  }

  /** Closes the run of a process that ended by itself; its active participants end with it. */
  public void ended(String processInstanceId) {
    throw new IllegalStateException("pending");
  }
}
