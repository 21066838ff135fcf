package dev.sopflow.run;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells of visits that came to their outcome. */
@Component
class FinishedVisits {

  private final ApplicationEventPublisher events;
  private final Clock clock;

  FinishedVisits(ApplicationEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param by who reported, or null
   */
  void tell(Visit visit, Visits.Outcome outcome, String by) {
    var rep = visit.rep() == null ? by : visit.rep();
    events.publishEvent(
        new VisitFinished(
            visit.id(), visit.runId(), visit.contactId(), rep, outcome, clock.instant()));
  }
}
