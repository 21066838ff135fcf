package dev.sopflow.step;

import dev.sopflow.run.RoundEnds;
import dev.sopflow.run.Visits;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a model may ask about a visit, so that it need not be kept in the engine. */
@Component("visit")
public class VisitLookup {

  private final Visits visits;
  private final RoundEnds rounds;

  VisitLookup(Visits visits, RoundEnds rounds) {
    this.visits = visits;
    this.rounds = rounds;
  }

  /** The user name of the rep who makes it, or null when it is open to all reps. */
  public String repOf(long visitId) {
    return visits.repOf(visitId);
  }

  /**
   * Whether all visits of a round are done, and nobody waits for one.
   *
   * @param steps ids of the steps that start its visits, joined by commas
   */
  public boolean allDone(long runId, String steps) {
    return rounds.allDone(runId, List.of(steps.split(" *, *")));
  }
}
