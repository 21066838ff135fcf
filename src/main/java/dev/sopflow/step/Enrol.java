package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts an audience into the run. */
@Component("enrol")
class Enrol implements JavaDelegate {

  private final Cohort cohort;

  Enrol(Cohort cohort) {
    this.cohort = cohort;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable("enrolled", cohort.enrol(new Inputs(execution)));
  }
}
