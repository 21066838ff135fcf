package dev.sopflow.crm;

import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.run.ContactConverted;
import dev.sopflow.run.RunEnded;
import dev.sopflow.run.VisitFinished;
import dev.sopflow.touch.ContactClicked;
import dev.sopflow.touch.ContactReplied;
import dev.sopflow.touch.ContactUnreachable;
import dev.sopflow.touch.ContactsClicked;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hears what happens in the house, each in the transaction in which it does. */
@Component
class WebhookEvents {

  private final WebhookLedger ledger;
  private final JdbcClient db;

  WebhookEvents(WebhookLedger ledger, JdbcClient db) {
    this.ledger = ledger;
    this.db = db;
  }

  @EventListener
  void on(ContactReplied reply) {
    if (ledger.isWanted(EventType.CONTACT_REPLIED)) {
      var said = said(reply.signalId());
      ledger.write(
          Happening.of(EventType.CONTACT_REPLIED, reply.at(), reply.contactId(), reply.runId())
              .by(reply.channel(), said.touchId())
              .saying(said.body()));
    }
  }

  private record Said(Long touchId, String body) {}

  private Said said(long signalId) {
    return db.sql("select touch_id, body from touch_signal where id = :id")
        .param("id", signalId)
        .query(Said.class)
        .optional()
        .orElseGet(() -> new Said(null, null));
  }

  @EventListener
  void on(ContactOptedOut refusal) {
    ledger.write(
        Happening.of(EventType.CONTACT_OPTED_OUT, refusal.at(), refusal.contactId(), null)
            .by(refusal.channel(), refusal.touchId()));
  }

  @EventListener
  void on(ContactsClicked clicked) {
    clicked.clicks().forEach(this::tell);
  }

  private void tell(ContactClicked click) {
    ledger.write(
        Happening.of(EventType.CONTACT_CLICKED, click.at(), click.contactId(), click.runId())
            .by(click.channel(), click.touchId())
            .to(click.url()));
  }

  @EventListener
  void on(ContactUnreachable lost) {
    ledger.write(
        Happening.of(EventType.CONTACT_UNREACHABLE, lost.at(), lost.contactId(), lost.runId())
            .by(lost.channel(), lost.touchId()));
  }

  @EventListener
  void on(ContactConverted conversion) {
    ledger.write(
        Happening.of(
            EventType.CONTACT_CONVERTED,
            conversion.at(),
            conversion.contactId(),
            conversion.runId()));
  }

  @EventListener
  void on(VisitFinished visit) {
    ledger.write(
        Happening.of(EventType.VISIT_FINISHED, visit.at(), visit.contactId(), visit.runId())
            .endedAs(visit.outcome(), visit.rep()));
  }

  @EventListener
  void on(RunEnded end) {
    ledger.write(
        Happening.of(EventType.RUN_ENDED, end.at(), null, end.runId()).endedAs(end.state(), null));
  }
}
