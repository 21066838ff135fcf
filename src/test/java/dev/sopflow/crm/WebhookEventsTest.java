package dev.sopflow.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Correction;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.Runs;
import dev.sopflow.run.Visits;
import dev.sopflow.run.Visits.Outcome;
import dev.sopflow.time.DbTime;
import dev.sopflow.touch.ContactClicked;
import dev.sopflow.touch.ContactsClicked;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens in the house is kept for the systems that asked for it: {@code crm} for everything,
 * {@code reports} for replies without their words and the ends of runs.
 */
@SopflowTest
class WebhookEventsTest {

  @Autowired RunFixtures given;
  @Autowired Participants participants;
  @Autowired Runs runs;
  @Autowired RunControl control;
  @Autowired Visits visits;
  @Autowired Consents consents;
  @Autowired Feedback feedback;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;
  @Autowired ObjectMapper json;
  @Autowired JdbcClient db;

  long ada;
  long run;
  long touch;

  @BeforeEach
  void adaWhomTheCrmKnowsGotALetter() {
    ada = given.person("Ada", "rep1");
    given.known(ada, "CRM", "C-1");
    run = given.run("sop-a");
    participants.enrol(run, ContactSet.of(ada));
    touch = letter();
  }

  @Test
  void aReplyIsToldWithItsWordsOnlyToWhomTheyAreMeantFor() {
    var reply =
        new Signal(
            Signal.Kind.REPLIED, Channel.EMAIL, touch, null, null, "imap", "1", null, "Re", "Yes!");
    feedback.take(reply);
    feedback.take(reply);
    var told = only("crm", "contact.replied");
    assertThat(told.get("version").asInt()).isEqualTo(1);
    assertThat(told.get("at").asText()).isEqualTo("2026-03-02T08:00:00Z");
    assertThat(told.get("contact").get("id").asLong()).isEqualTo(ada);
    assertThat(told.get("contact").get("crmId").asText()).isEqualTo("C-1");
    assertThat(told.get("run").get("code").asText()).isEqualTo(runs.get(run).code());
    assertThat(told.get("touch").asLong()).isEqualTo(touch);
    assertThat(told.get("channel").asText()).isEqualTo("EMAIL");
    assertThat(told.get("words").asText()).isEqualTo("Yes!");
    var other = only("reports", "contact.replied");
    assertThat(other.has("words")).isFalse();
    assertThat(other.get("id")).isEqualTo(told.get("id"));
  }

  @Test
  void aRefusalIsToldOnce() {
    consents.refuse(ada, null, "phone", "rep1");
    consents.refuse(ada, Channel.EMAIL, "link", "contact");
    var told = only("crm", "contact.opted-out");
    assertThat(told.has("channel")).as("all of them").isFalse();
    assertThat(bodies("reports")).isEmpty();
  }

  @Test
  void aConversionAndItsVisitAreTold() {
    var who = new Visits.Candidate(ada, "rep1", "STAFF", null, null, null, null);
    var visit = visits.open(run, "call", 1, who, 50, null, TestTime.START);
    visits.report(
        visit,
        new Visits.Report(Outcome.CONVERTED, Channel.CALL, "secret note", Correction.NONE),
        "rep1");
    assertThat(bodies("crm"))
        .extracting(one -> one.get("type").asText())
        .containsExactly("contact.converted", "visit.finished");
    var finished = only("crm", "visit.finished");
    assertThat(finished.get("outcome").asText()).isEqualTo("CONVERTED");
    assertThat(finished.get("rep").asText()).isEqualTo("rep1");
    assertThat(finished.toString()).doesNotContain("secret note", "Ada");
  }

  @Test
  void anAddressThatReachesNobodyIsToldOnce() {
    for (var n = 0; n < 2; n++) {
      feedback.take(
          Signal.of(
              Signal.Kind.BOUNCED, Channel.EMAIL, touch, "p@x.example", null, "imap", "" + n, "5"));
    }
    assertThat(only("crm", "contact.unreachable").get("channel").asText()).isEqualTo("EMAIL");
  }

  @Test
  void aFollowedLinkIsToldWithWhereItLeads() {
    transaction.executeWithoutResult(
        status ->
            events.publishEvent(
                new ContactsClicked(
                    List.of(
                        new ContactClicked(
                            ada,
                            run,
                            touch,
                            Channel.EMAIL,
                            "https://x.example/a",
                            TestTime.START)))));
    assertThat(only("crm", "contact.clicked").get("link").asText())
        .isEqualTo("https://x.example/a");
  }

  @Test
  void theEndOfARunIsToldToEverybodyWhoAsked() {
    control.ended(runs.get(run).processInstanceId(), false);
    assertThat(only("reports", "run.ended").get("outcome").asText()).isEqualTo("ENDED");
    assertThat(only("crm", "run.ended").has("contact")).isFalse();
  }

  @Test
  void whatIsUndoneIsNotTold() {
    transaction.executeWithoutResult(
        status -> {
          consents.refuse(ada, null, "phone", "rep1");
          status.setRollbackOnly();
        });
    assertThat(bodies("crm")).isEmpty();
  }

  private JsonNode only(String endpoint, String type) {
    var found =
        bodies(endpoint).stream().filter(one -> one.get("type").asText().equals(type)).toList();
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  private List<JsonNode> bodies(String endpoint) {
    return db
        .sql("select body from webhook_delivery where endpoint = :endpoint order by id")
        .param("endpoint", endpoint)
        .query(String.class)
        .list()
        .stream()
        .map(this::read)
        .toList();
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private long letter() {
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at)
            values (:run, 'send', 1, :contact, 'EMAIL', 'MARKETING', 'SENT', :at, :at, :at, :at)
            """)
        .param("run", run)
        .param("contact", ada)
        .param("at", DbTime.db(TestTime.START))
        .update();
    return db.sql("select max(id) from touch").query(Long.class).single();
  }
}
