package dev.sopflow.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.crm.WebhookEnd.Reaction;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.VirtualClock;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Against an HTTP end that does what other systems do. */
@SopflowTest
class WebhookDeliveryTest {

  @Autowired RunFixtures given;
  @Autowired WebhookLedger ledger;
  @Autowired Deliveries deliveries;
  @Autowired Endpoints endpoints;
  @Autowired WebhookSettings settings;
  @Autowired EndpointHealth health;
  @Autowired Retries retries;
  @Autowired Webhooks webhooks;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;

  WebhookEnd end;
  Endpoint crm;
  WebhookDispatcher dispatcher;
  long ada;

  @BeforeEach
  void anotherSystem() {
    end = new WebhookEnd();
    crm = end.as("crm");
    dispatcher = dispatcher(Duration.ofSeconds(30));
    ada = given.person("Ada", "rep1");
  }

  @AfterEach
  void close() {
    end.close();
  }

  @Test
  void ofWhatArrivedOnlyStaysThatItDidAndThatForAMonth() throws Exception {
    happened(ada);
    happened(ada);
    assertThat(column("body")).allMatch(body -> body.contains("\"contact\""));
    deliver();
    deliver();
    assertThat(column("body")).containsExactly("", "");
    assertThat(column("event_type")).hasSize(2).doesNotContainNull();
    assertThat(column("status")).containsExactly("204", "204");
    var schedule = new WebhookSchedule(dispatcher, endpoints, deliveries, settings, clock);
    pass(Duration.ofDays(29));
    schedule.forget();
    assertThat(states()).containsExactly("DONE", "DONE");
    happened(ada);
    pass(Duration.ofDays(2));
    schedule.forget();
    assertThat(states()).as("what has not arrived is kept").containsExactly("WAITING");
    schedule.destroy();
  }

  @Test
  void whatHappenedArrivesOnceAndSigned() throws Exception {
    happened(ada);
    deliver();
    deliver();
    assertThat(end.calls()).hasSize(1);
    var call = end.calls().get(0);
    assertThat(call.path()).isEqualTo("/hook");
    assertThat(call.headers().getFirst("Content-Type")).startsWith("application/json");
    assertThat(call.headers().getFirst("Sopflow-Event-Type")).isEqualTo("contact.converted");
    assertThat(call.json().get("id").asText()).isEqualTo(call.eventId());
    assertThat(call.headers().getFirst("Sopflow-Signature")).isEqualTo(signed(call.body()));
    assertThat(states()).containsExactly("DONE");
    assertThat(webhooks.all())
        .filteredOn(one -> one.name().equals("crm"))
        .singleElement()
        .matches(one -> one.waiting() == 0 && one.failed() == 0);
  }

  /** Reckoned by another tool than ours, as the documentation tells receivers to. */
  private String signed(String body) throws Exception {
    var openssl =
        new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", WebhookEnd.SECRET, "-hex")
            .start();
    try (var in = openssl.getOutputStream()) {
      in.write((clock.instant().getEpochSecond() + "." + body).getBytes("UTF-8"));
    }
    var said = new String(openssl.getInputStream().readAllBytes(), "US-ASCII").strip();
    return "t=%d,v1=%s"
        .formatted(clock.instant().getEpochSecond(), said.substring(said.lastIndexOf(' ') + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 408, 425, 429, 0})
  void whatCouldNotBeTakenComesAgainUnderTheSameId(int status) {
    happened(ada);
    end.reacts(Reaction.of(status));
    deliver();
    assertThat(end.calls()).hasSize(1);
    assertThat(states()).containsExactly("WAITING");
    deliver();
    assertThat(end.calls()).as("it is left alone for a while").hasSize(1);
    end.reacts(Reaction.TAKE);
    pass(Duration.ofSeconds(15));
    deliver();
    assertThat(states()).containsExactly("DONE");
    assertThat(end.calls()).hasSize(2);
    assertThat(end.calls())
        .extracting(WebhookEnd.Call::eventId)
        .containsOnly(end.calls().get(0).eventId());
  }

  @Test
  void aSystemThatAsksForTimeGetsIt() {
    happened(ada);
    end.reacts(Reaction.of(429).with("Retry-After", "600"));
    deliver();
    end.reacts(Reaction.of(503).with("Retry-After", "Mon, 02 Mar 2026 09:00:00 GMT"));
    pass(Duration.ofSeconds(599));
    deliver();
    assertThat(end.calls()).hasSize(1);
    pass(Duration.ofSeconds(1));
    deliver();
    assertThat(end.calls()).hasSize(2);
    end.reacts(Reaction.of(503).with("Retry-After", "soon"));
    pass(Duration.ofSeconds(2999));
    deliver();
    assertThat(end.calls()).hasSize(2);
    pass(Duration.ofSeconds(1));
    deliver();
    assertThat(end.calls()).hasSize(3);
  }

  @Test
  void aSystemThatHangsIsLeftAndToldAgainEvenIfItTookIt() {
    happened(ada);
    dispatcher = dispatcher(Duration.ofMillis(300));
    end.reacts(Reaction.HANG);
    deliver();
    assertThat(reasons()).containsExactly("NO_ANSWER");
    dispatcher = dispatcher(Duration.ofSeconds(30));
    end.reacts(Reaction.TAKE);
    pass(Duration.ofMinutes(1));
    deliver();
    assertThat(states()).containsExactly("DONE");
    assertThat(end.calls()).hasSize(2);
  }

  @Test
  void aSystemThatIsNotThereIsTriedAgain() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    happened(ada);
    deliver(at("http://localhost:" + closed + "/hook"));
    assertThat(reasons()).containsExactly("UNREACHABLE");
    assertThat(states()).containsExactly("WAITING");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 404, 422})
  void whatIsRejectedIsGivenUpAfterAFewTriesAndCanBeSentAgain(int status) {
    happened(ada);
    end.reacts(Reaction.of(status).with("Location", crm.host() + "/elsewhere"));
    for (var n = 0; n < 7; n++) {
      deliver();
      pass(Duration.ofHours(2));
    }
    assertThat(end.calls()).hasSize(5).allMatch(call -> call.path().equals("/hook"));
    assertThat(states()).containsExactly("FAILED");
    var failed = webhooks.failed(new dev.sopflow.web.Page.Asked(0, 10)).items();
    assertThat(failed).singleElement().matches(one -> one.status() == status);
    end.reacts(Reaction.TAKE);
    webhooks.sendAgain(failed.get(0).id(), "ops");
    deliver();
    assertThat(states()).containsExactly("DONE");
  }

  @Test
  void aSystemThatIsGoneIsToldNothingMoreAndNothingIsLost() {
    happened(ada);
    end.reacts(Reaction.of(410));
    deliver();
    end.reacts(Reaction.TAKE);
    happened(ada);
    pass(Duration.ofDays(30));
    deliver();
    assertThat(end.calls()).hasSize(1);
    assertThat(states()).containsExactly("WAITING", "WAITING");
    webhooks.takeUp("crm", "ops");
    deliver();
    deliver();
    assertThat(states()).containsExactly("DONE", "DONE");
  }

  @Test
  void aSystemThatIsRepairedIsTriedAtOnce() {
    happened(ada);
    end.reacts(Reaction.of(500).with("Retry-After", "3600"));
    deliver();
    end.reacts(Reaction.TAKE);
    deliver();
    assertThat(states()).containsExactly("WAITING");
    webhooks.takeUp("crm", "ops");
    deliver();
    assertThat(states()).containsExactly("DONE");
  }

  @Test
  void anotherAddressOfASystemIsNotGone() {
    happened(ada);
    end.reacts(Reaction.of(410));
    deliver();
    end.reacts(Reaction.TAKE);
    deliver(at(crm.url() + "/new"));
    assertThat(states()).containsExactly("DONE");
    assertThat(end.calls().get(1).path()).isEqualTo("/hook/new");
  }

  @Test
  void afterThreeDaysItIsGivenUp() {
    happened(ada);
    end.reacts(Reaction.of(500));
    for (var hours = 0; hours < 71; hours += 2) {
      deliver();
      pass(Duration.ofHours(2));
    }
    assertThat(states()).containsExactly("WAITING");
    pass(Duration.ofHours(1));
    deliver();
    assertThat(states()).containsExactly("FAILED");
  }

  @Test
  void whatHappensToOneContactArrivesInItsOrderAndHoldsUpNobodyElse() {
    var grace = given.person("Grace", "rep1");
    happened(ada);
    happened(ada);
    happened(grace);
    end.reacts(
        call -> Reaction.of(call.json().get("contact").get("id").asLong() == ada ? 400 : 200));
    deliver();
    deliver();
    assertThat(states()).containsExactly("WAITING", "WAITING", "DONE");
    end.reacts(Reaction.TAKE);
    pass(Duration.ofHours(1));
    deliver();
    assertThat(states()).containsExactly("DONE", "WAITING", "DONE");
    deliver();
    assertThat(states()).containsExactly("DONE", "DONE", "DONE");
  }

  @Test
  void whatADispatcherLeftBehindIsToldAgain() {
    happened(ada);
    assertThat(deliveries.claim("crm", "a node that dies")).hasSize(1);
    deliver();
    assertThat(end.calls()).isEmpty();
    db.sql("update webhook_delivery set lease_until = current_timestamp - interval '1' second")
        .update();
    deliver();
    assertThat(states()).containsExactly("DONE");
    assertThat(end.calls()).hasSize(1);
  }

  @Test
  void whatADispatcherLearnsTooLateTakesNothingBack() {
    happened(ada);
    var late = deliveries.claim("crm", "slow").get(0);
    db.sql("update webhook_delivery set lease_until = current_timestamp - interval '1' second")
        .update();
    deliver();
    deliveries.again(late, "slow", Answer.of(Answer.Kind.NO_ANSWER), clock.instant());
    deliveries.failed(late, "slow", Answer.of(Answer.Kind.NO_ANSWER));
    deliveries.putBack(late, "slow");
    assertThat(states()).containsExactly("DONE");
  }

  private void happened(long contact) {
    ledger.write(Happening.of(EventType.CONTACT_CONVERTED, clock.instant(), contact, null));
  }

  private void deliver() {
    deliver(crm);
  }

  private void deliver(Endpoint endpoint) {
    dispatcher.deliverBatch(endpoint);
  }

  private static Endpoint at(String url) {
    return new Endpoint(
        "crm", URI.create(url), WebhookEnd.SECRET, EnumSet.allOf(EventType.class), false);
  }

  private void pass(Duration time) {
    clock.moveTo(clock.instant().plus(time));
  }

  private WebhookDispatcher dispatcher(Duration timeout) {
    var settings =
        new WebhookSettings(
            List.of(),
            new WebhookSettings.Delivery(
                true,
                1,
                timeout,
                10,
                Duration.ofMinutes(5),
                Duration.ofDays(3),
                Duration.ofDays(1)));
    return new WebhookDispatcher(deliveries, new WebhookCalls(settings, clock), health, retries);
  }

  private List<String> states() {
    return column("state");
  }

  private List<String> reasons() {
    return column("reason");
  }

  private List<String> column(String name) {
    return db.sql(
            "select %s from webhook_delivery where endpoint = 'crm' order by id".formatted(name))
        .query(String.class)
        .list();
  }
}
