package dev.sopflow.crm;

import static dev.sopflow.time.DbTime.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.run.Runs;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what other systems are to be told, one row for each of them and each event. */
@Component
class WebhookLedger {

  private final JdbcClient db;
  private final Endpoints endpoints;
  private final OpportunityContacts contacts;
  private final Runs runs;
  private final ObjectMapper json;

  WebhookLedger(
      JdbcClient db,
      Endpoints endpoints,
      OpportunityContacts contacts,
      Runs runs,
      ObjectMapper json) {
    this.db = db;
    this.endpoints = endpoints;
    this.contacts = contacts;
    this.runs = runs;
    this.json = json;
  }

  boolean isWanted(EventType type) {
    return !endpoints.interestedIn(type).isEmpty();
  }

  /** In the transaction of what happened: both are kept, or neither. */
  @Transactional(propagation = Propagation.REQUIRED)
  void write(Happening what) {
    var interested = endpoints.interestedIn(what.type());
    if (!interested.isEmpty()) {
      var body = body(what, UUID.randomUUID().toString());
      interested.forEach(endpoint -> insert(endpoint, what, body));
    }
  }

  private WebhookBody body(Happening what, String id) {
    return new WebhookBody(
        WebhookBody.VERSION,
        id,
        what.type().word(),
        what.at().truncatedTo(ChronoUnit.MILLIS).toString(),
        what.contactId() == null ? null : who(what.contactId()),
        what.runId() == null ? null : which(what.runId()),
        what.touchId(),
        what.channel() == null ? null : what.channel().name(),
        what.outcome(),
        what.rep(),
        what.link(),
        what.words());
  }

  private WebhookBody.Who who(long contactId) {
    return new WebhookBody.Who(contactId, contacts.crmIdOf(contactId).orElse(null));
  }

  private WebhookBody.Which which(long runId) {
    return runs.find(runId)
        .map(run -> new WebhookBody.Which(run.code(), run.sop(), run.name()))
        .orElse(null);
  }

  private void insert(Endpoint endpoint, Happening what, WebhookBody body) {
    db.sql(
            """
            insert into webhook_delivery (endpoint, event_id, event_type, contact_id, run_id, body,
              state, happened_at, next_at)
            values (:endpoint, :event, :type, :contact, :run, :body, 'WAITING', :at, :at)
            """)
        .param("endpoint", endpoint.name())
        .param("event", body.id())
        .param("type", what.type().name())
        .param("contact", what.contactId())
        .param("run", what.runId())
        .param("body", json(endpoint.words() ? body : body.withoutWords()))
        .param("at", db(what.at()))
        .update();
  }

  private String json(WebhookBody body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values are always JSON", e);
    }
  }
}
