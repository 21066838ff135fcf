package dev.sopflow.run;

import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.contact.ContactSet;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends every run of a contact who refused everything, in the transaction that stores the refusal.
 * Who refused some channels stays for the others.
 */
@Component
class OptOuts {

  private final JdbcClient db;
  private final Participants participants;
  private final VisitEnds visits;
  private final RunEngine engine;

  OptOuts(JdbcClient db, Participants participants, VisitEnds visits, RunEngine engine) {
    this.db = db;
    this.participants = participants;
    this.visits = visits;
    this.engine = engine;
  }

  @EventListener
  void on(ContactOptedOut refusal) {
    if (refusedEverything(refusal.contactId())) {
      leaveRuns(refusal.contactId());
      endVisits(refusal.contactId());
    }
  }

  private boolean refusedEverything(long contactId) {
    return !db.sql(
            "select c.id from contact c where c.id = :id and " + RefusedEverything.sql("c.id"))
        .param("id", contactId)
        .query(Long.class)
        .list()
        .isEmpty();
  }

  private void leaveRuns(long contactId) {
    var who = ContactSet.of(contactId);
    db.sql("select run_id from participant where contact_id = :id and active_sop is not null")
        .param("id", contactId)
        .query(Long.class)
        .list()
        .forEach(run -> participants.leave(run, who, ParticipantState.OPTED_OUT));
  }

  private void endVisits(long contactId) {
    var processes = visits.cancelOfContact(contactId);
    if (!processes.isEmpty()) {
      engine.endVisits(processes, "The contact refused");
    }
  }
}
