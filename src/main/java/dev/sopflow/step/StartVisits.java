package dev.sopflow.step;

import dev.sopflow.run.Participants;
import dev.sopflow.run.Visits;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens a visit, with a process of its own, for each participant who has none open. */
@Component("startVisits")
class StartVisits implements JavaDelegate {

  private final Visits visits;
  private final Participants participants;
  private final VisitParts parts;

  StartVisits(Visits visits, Participants participants, VisitParts parts) {
    this.visits = visits;
    this.participants = participants;
    this.parts = parts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    var who = participants.active(in.runId(), in.optional("who").orElse(null));
    var candidates = visits.candidates(in.runId(), who, (int) in.number("atMost"));
    var openings = candidates.stream().map(one -> parts.opening(in, one)).toList();
    var ids = visits.openAll(in.runId(), in.step(), Occurrence.next(execution), openings);
    IntStream.range(0, ids.size()).forEach(i -> start(in, ids.get(i), openings.get(i)));
    execution.setVariable("visits", ids.size());
  }

  private void start(Inputs in, long visit, Visits.Opening opening) {
    visits.attach(visit, parts.start(in, visit, opening));
  }
}
