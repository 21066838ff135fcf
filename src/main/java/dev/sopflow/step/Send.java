package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Plans a message to participants; the ledger says whether and exactly when. */
@Component("send")
class Send implements JavaDelegate {

  private final SendPlans plans;

  Send(SendPlans plans) {
    this.plans = plans;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var planned = plans.plan(new Inputs(execution), Occurrence.next(execution));
    execution.setVariable("planned", planned.planned());
    execution.setVariable("dropped", planned.dropped());
  }
}
