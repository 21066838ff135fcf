package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.contact.ContactSet;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
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
  private final Clock clock;
  private final Participants participants;
  private final ObjectProvider<RunEngine> engine;

  OptOuts(JdbcClient db, Clock clock, Participants participants, ObjectProvider<RunEngine> engine) {
    this.db = db;
    this.clock = clock;
    this.participants = participants;
    this.engine = engine;
  }

  @EventListener
  void on(ContactOptedOut refusal) {
    if (refusedEverything(refusal.contactId())) {
      leaveRuns(refusal.contactId());
      cancelVisits(refusal.contactId());
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

  private void cancelVisits(long contactId) {
    var processes = processesOfOpenVisits(contactId);
    db.sql(
            """
            update visit set state = 'CANCELLED', closed_at = :now
            where contact_id = :id and state = 'OPEN'
            """)
        .param("now", db(clock.instant()))
        .param("id", contactId)
        .update();
    if (!processes.isEmpty()) {
      engine.ifAvailable(port -> port.endVisits(processes, "The contact refused"));
    }
  }

  private List<String> processesOfOpenVisits(long contactId) {
    return db.sql(
            """
            select process_instance_id from visit
            where contact_id = :id and state = 'OPEN' and process_instance_id is not null
            """)
        .param("id", contactId)
        .query(String.class)
        .list();
  }
}
