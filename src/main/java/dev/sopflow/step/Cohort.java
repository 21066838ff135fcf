package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.audience.Audiences;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Contacts;
import dev.sopflow.run.Participants;
import org.springframework.stereotype.Component;

/** The participants of a run, as a step's fields {@code audience} and {@code who} name them. */
@Component
class Cohort {

  private final Participants participants;
  private final Audiences audiences;
  private final Contacts contacts;

  Cohort(Participants participants, Audiences audiences, Contacts contacts) {
    this.participants = participants;
    this.audiences = audiences;
    this.contacts = contacts;
  }

  /** Returns how many came in. */
  int enrol(Inputs in) {
    return participants.enrol(in.runId(), audiences.contactsOf(in.text("audience")));
  }

  int mark(Inputs in) {
    return participants.mark(in.runId(), chosen(in), in.text("markName"), in.text("markValue"));
  }

  int tag(Inputs in) {
    return contacts.tag(chosen(in), in.text("tagName"), Actor.current());
  }

  /**
   * The active participants that the field {@code who} chooses; all, if it is empty. Of them only
   * the one that the field {@code contact} names, if it does.
   */
  ContactSet chosen(Inputs in) {
    var active = participants.active(in.runId(), in.optional("who").orElse(null));
    return in.optional("contact").isEmpty() ? active : active.only(in.number("contact"));
  }
}
