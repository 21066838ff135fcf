package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens a visit for each participant who has none open. */
@Component("startVisits")
class StartVisits implements JavaDelegate {

  private final VisitRounds rounds;

  StartVisits(VisitRounds rounds) {
    this.rounds = rounds;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var started = rounds.start(new Inputs(execution), Occurrence.next(execution));
    execution.setVariable("visits", started.visits());
    execution.setVariable("waiting", started.waiting());
  }
}
