package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends rounds of visits; who was not reached is counted, and marked if the model wants it. */
@Component("endVisits")
class EndVisits implements JavaDelegate {

  private final RoundEndings endings;

  EndVisits(RoundEndings endings) {
    this.endings = endings;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable("notReached", endings.end(new Inputs(execution)));
  }
}
