package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.run.GateDecisions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps what a gate decided, on which figures, and who decided. */
@Component("recordGate")
class RecordGate implements JavaDelegate {

  private final GateDecisions decisions;

  RecordGate(GateDecisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    decisions.record(
        in.runId(),
        in.text("gate"),
        in.oneOf("verdict", "allowed"),
        Figures.in(execution),
        in.optional("decidedBy").orElseGet(Actor::current));
  }
}
