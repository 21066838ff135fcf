package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets a mark on participants of the run. */
@Component("mark")
class Mark implements JavaDelegate {

  private final Cohort cohort;

  Mark(Cohort cohort) {
    this.cohort = cohort;
  }

  @Override
  public void execute(DelegateExecution execution) {
    cohort.mark(new Inputs(execution));
  }
}
