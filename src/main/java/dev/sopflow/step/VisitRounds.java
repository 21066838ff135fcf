package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.run.Visits;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Opens visits, each with a process of its own, for participants who have none open and can be
 * visited.
 */
@Component
class VisitRounds {

  private final Visits visits;
  private final Cohort cohort;
  private final VisitParts parts;

  VisitRounds(Visits visits, Cohort cohort, VisitParts parts) {
    this.visits = visits;
    this.cohort = cohort;
    this.parts = parts;
  }

  /** Returns how many visits were opened. */
  int start(Inputs in, int occurrence) {
    var who = cohort.chosen(in);
    var round = new Visits.Round(in.runId(), in.step(), occurrence);
    var candidates = visits.candidates(in.runId(), who, (int) in.number("atMost"));
    var openings = parts.openings(in, candidates);
    var ids = visits.openAll(round, openings);
    visits.leaveOut(round, who, Actor.current());
    IntStream.range(0, ids.size()).forEach(i -> start(in, ids.get(i), openings.get(i)));
    return ids.size();
  }

  private void start(Inputs in, long visit, Visits.Opening opening) {
    visits.attach(visit, parts.start(in, visit, opening));
  }
}
