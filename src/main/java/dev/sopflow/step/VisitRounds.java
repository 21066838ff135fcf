package dev.sopflow.step;

import static java.util.stream.Collectors.toMap;

import dev.sopflow.access.Actor;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.run.Visits;
import java.util.List;
import java.util.Map;
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
    var openings = wanted(in, who);
    var ids = visits.openAll(round, openings);
    visits.leaveOut(round, who, Actor.current());
    visits.attach(started(in, ids, openings));
    return ids.size();
  }

  private List<Visits.Opening> wanted(Inputs in, ContactSet who) {
    var atMost = (int) in.number("atMost");
    var candidates = visits.candidates(in.runId(), who, atMost);
    return parts.openings(in, candidates).stream()
        .sorted(Visits.Opening.TURN)
        .limit(atMost)
        .toList();
  }

  private Map<Long, String> started(Inputs in, List<Long> ids, List<Visits.Opening> openings) {
    return IntStream.range(0, ids.size())
        .boxed()
        .collect(toMap(ids::get, i -> parts.start(in, ids.get(i), openings.get(i))));
  }
}
