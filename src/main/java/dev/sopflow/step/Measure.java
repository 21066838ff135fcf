package dev.sopflow.step;

import dev.sopflow.insight.Measures;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings the run's feedback so far into variables, for a gate. */
@Component("measure")
class Measure implements JavaDelegate {

  private final Measures measures;

  Measure(Measures measures) {
    this.measures = measures;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    var feedback = measures.of(in.runId(), in.instant("since").orElse(null));
    execution.setVariables(Figures.of(feedback));
  }
}
