package dev.sopflow.step;

import dev.sopflow.journal.Notices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends a note to a colleague or to everyone in a role. */
@Component("notify")
class Notify implements JavaDelegate {

  private final Notices notices;

  Notify(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    notices.send(in.text("recipient"), in.runId(), in.text("text"));
  }
}
