package dev.sopflow.step;

import dev.sopflow.plan.RunDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Counts the run's dates from its anchor; what can't be planned refuses the start. */
@Component("planBackwards")
class PlanBackwards implements JavaDelegate {

  private final PlanTables tables;

  PlanBackwards(PlanTables tables) {
    this.tables = tables;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var dates = tables.plan(new Inputs(execution));
    execution.setVariable("datesAtOnce", count(dates, RunDate.State.AT_ONCE));
    execution.setVariable("datesDropped", count(dates, RunDate.State.DROPPED));
  }

  private static int count(Iterable<RunDate> dates, RunDate.State state) {
    var count = 0;
    for (var date : dates) {
      count += date.state() == state ? 1 : 0;
    }
    return count;
  }
}
