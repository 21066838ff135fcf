package dev.sopflow.step;

import dev.sopflow.audience.Audiences;
import dev.sopflow.run.Participants;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts an audience into the run. */
@Component("enrol")
class Enrol implements JavaDelegate {

  private final Audiences audiences;
  private final Participants participants;

  Enrol(Audiences audiences, Participants participants) {
    this.audiences = audiences;
    this.participants = participants;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    var who = audiences.contactsOf(in.text("audience"));
    execution.setVariable("enrolled", participants.enrol(in.runId(), who));
  }
}
