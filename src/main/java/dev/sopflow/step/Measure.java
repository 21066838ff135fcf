package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings the run's feedback so far into variables, for a gate. */
@Component("measure")
class Measure implements JavaDelegate {

  private final Figures figures;

  Measure(Figures figures) {
    this.figures = figures;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    execution.setVariables(figures.of(in.runId(), in.instant("since").orElse(null)));
  }
}
