package dev.sopflow.run;

import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Contacts;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends every run of a contact who refused everything; who refused some channels stays for the
 * others, but is not visited any more when no way of visiting is left. It follows the refusal in a
 * transaction of its own, so that nothing here can undo what the contact said; what does not
 * succeed is done by the next sweep.
 */
@Component
class OptOuts {

  private static final Logger LOG = LoggerFactory.getLogger(OptOuts.class);
  private static final int TRIES = 3;

  private final JdbcClient db;
  private final Contacts contacts;
  private final Participants participants;
  private final VisitEnds visits;
  private final RunEngine engine;
  private final TransactionTemplate transaction;

  OptOuts(
      JdbcClient db,
      Contacts contacts,
      Participants participants,
      VisitEnds visits,
      RunEngine engine,
      PlatformTransactionManager transactions) {
    this.db = db;
    this.contacts = contacts;
    this.participants = participants;
    this.visits = visits;
    this.engine = engine;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(ContactOptedOut refusal) {
    end(refusal.contactId());
  }

  /** Ends what a refusal left behind, because this node stopped or somebody was in the way. */
  @Scheduled(cron = "${sopflow.run.opt-outs:0 * * * * *}")
  void sweep() {
    leftBehind().forEach(this::end);
  }

  private List<Long> leftBehind() {
    return db.sql(
            """
            select c.id from contact c
            where c.id in (select contact_id from consent where status = 'REFUSED')
              and (exists (select 1 from participant p
                  where p.contact_id = c.id and p.active_sop is not null) and %1$s
                or exists (select 1 from visit v where v.contact_id = c.id and v.state = 'OPEN'
                  and (%1$s or %2$s)))
            order by c.id
            """
                .formatted(RefusedEverything.sql("c.id"), VisitWays.refused("c.id")))
        .query(Long.class)
        .list();
  }

  private void end(long contactId) {
    for (var tried = 1; tried <= TRIES; tried++) {
      try {
        transaction.executeWithoutResult(status -> endNow(contactId));
        return;
      } catch (RuntimeException e) {
        LOG.warn("Contact {} refused but is still in runs, try {}", contactId, tried, e);
      }
    }
  }

  private void endNow(long contactId) {
    contacts.lock(contactId);
    if (is(contactId, RefusedEverything.sql("c.id"))) {
      endVisits(visits.cancelOf(contactId));
      leaveRuns(contactId);
    } else {
      endVisits(visits.cancelRefused(contactId));
    }
  }

  private void endVisits(List<String> processes) {
    engine.endVisits(processes, "The contact refused");
  }

  private boolean is(long contactId, String condition) {
    return !db.sql("select c.id from contact c where c.id = :id and " + condition)
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
}
