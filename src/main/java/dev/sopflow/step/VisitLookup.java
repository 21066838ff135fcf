package dev.sopflow.step;

import dev.sopflow.run.Visits;
import org.springframework.stereotype.Component;

/** What a model may ask about a visit, so that it need not be kept in the engine. */
@Component("visit")
public class VisitLookup {

  private final Visits visits;

  VisitLookup(Visits visits) {
    this.visits = visits;
  }

  /** The user name of the rep who makes it, or null when it is open to all reps. */
  public String repOf(long visitId) {
    return visits.repOf(visitId);
  }
}
