package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts a tag on the contacts behind participants; it outlives the run. */
@Component("tag")
class Tag implements JavaDelegate {

  private final Cohort cohort;

  Tag(Cohort cohort) {
    this.cohort = cohort;
  }

  @Override
  public void execute(DelegateExecution execution) {
    cohort.tag(new Inputs(execution));
  }
}
