package dev.sopflow.step;

import static java.util.stream.Collectors.toMap;

import dev.sopflow.access.Actor;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.run.VisitRound;
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

  /** As many as the turn is sorted among, where a rep may have no room for who is first. */
  private static final int MOST_CONSIDERED = 50_000;

  private final Visits visits;
  private final Cohort cohort;
  private final VisitParts parts;

  VisitRounds(Visits visits, Cohort cohort, VisitParts parts) {
    this.visits = visits;
    this.cohort = cohort;
    this.parts = parts;
  }

  /**
   * @param visits that were opened
   * @param waiting people who are still wanted, but for whom there was no room
   */
  record Started(int visits, int waiting) {}

  Started start(Inputs in, int occurrence) {
    var who = cohort.chosen(in);
    var round = round(in, occurrence);
    var openings = wanted(in, round, who);
    var ids = visits.openAll(round, openings);
    visits.leaveOut(round, who, Actor.current());
    visits.attach(started(in, round, ids, openings));
    return new Started(ids.size(), visits.keepWaiting(round, who));
  }

  private static VisitRound round(Inputs in, int occurrence) {
    var standard = new VisitRound(in.runId(), in.step(), occurrence);
    return new VisitRound(
        standard.runId(),
        standard.step(),
        occurrence,
        in.optional("channels").isPresent() ? in.channels("channels") : standard.ways(),
        in.optional("perRep").isPresent() ? in.count("perRep") : null);
  }

  private List<Visits.Opening> wanted(Inputs in, VisitRound round, ContactSet who) {
    var atMost = in.count("atMost");
    var considered = round.perRep() == null ? atMost : MOST_CONSIDERED;
    var inTurn =
        parts.openings(in, visits.candidates(round, who, considered)).stream()
            .sorted(Visits.Opening.TURN)
            .toList();
    return visits.fitting(round, inTurn, atMost);
  }

  private Map<Long, String> started(
      Inputs in, VisitRound round, List<Long> ids, List<Visits.Opening> openings) {
    var processes = parts.start(in, round, ids, openings);
    return IntStream.range(0, ids.size()).boxed().collect(toMap(ids::get, processes::get));
  }
}
