package dev.sopflow.step;

import dev.sopflow.run.Visits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes a visit that nobody answered; it stays visible with its attempts. */
@Component("giveUp")
class GiveUp implements JavaDelegate {

  private final Visits visits;

  GiveUp(Visits visits) {
    this.visits = visits;
  }

  @Override
  public void execute(DelegateExecution execution) {
    visits.giveUp(visits.ofProcess(execution.getProcessInstanceId()));
  }
}
