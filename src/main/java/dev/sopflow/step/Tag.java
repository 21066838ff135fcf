package dev.sopflow.step;

import dev.sopflow.contact.Contacts;
import dev.sopflow.run.Participants;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts a tag on the contacts behind participants; it outlives the run. */
@Component("tag")
class Tag implements JavaDelegate {

  private final Contacts contacts;
  private final Participants participants;

  Tag(Contacts contacts, Participants participants) {
    this.contacts = contacts;
    this.participants = participants;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    var who = participants.active(in.runId(), in.optional("who").orElse(null));
    contacts.tag(who, in.text("tag"), Person.behind(execution));
  }
}
