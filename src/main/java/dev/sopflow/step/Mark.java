package dev.sopflow.step;

import dev.sopflow.run.Participants;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets a mark on participants of the run. */
@Component("mark")
class Mark implements JavaDelegate {

  private final Participants participants;

  Mark(Participants participants) {
    this.participants = participants;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    var who = participants.active(in.runId(), in.optional("who").orElse(null));
    participants.mark(in.runId(), who, in.text("mark"), in.text("value"));
  }
}
