package dev.sopflow.crm.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.Runs;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A CRM tells of opportunities, as it comes: late, twice, all at once. */
@SopflowTest
class OpportunitiesApiTest {

  private static final Instant NOW = TestTime.START;

  @Autowired TestRestTemplate rest;
  @Autowired RunFixtures given;
  @Autowired Participants participants;
  @Autowired Runs runs;
  @Autowired JdbcClient db;

  long ada;
  long reached;
  long unreached;

  @BeforeEach
  void twoRunsOfWhichOneReachedAda() {
    ada = given.person("Ada", "rep1");
    reached = runOf("sop-a", NOW.minusSeconds(3600));
    unreached = runOf("sop-b", null);
  }

  @Test
  void anOpportunityEndsTheRunsThatHadReachedTheContact() {
    var answer = tell(news("O-1", "OPEN", NOW));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    assertThat(answer.getBody().get("change").asText()).isEqualTo("NEW");
    assertThat(answer.getBody().get("convertedIn").get(0).asText()).isEqualTo(code(reached));
    assertThat(given.stateIn(reached, ada)).isEqualTo("CONVERTED");
    assertThat(given.stateIn(unreached, ada)).isEqualTo("ACTIVE");
    assertThat(waiting(reached)).isZero();
    assertThat(waiting(unreached)).isOne();
  }

  @Test
  void itEndsTheRunThatItNamesAlone() {
    var named = with(news("O-1", "WON", NOW), "run", code(unreached));
    assertThat(tell(named).getStatusCode()).isEqualTo(HttpStatus.CREATED);
    assertThat(given.stateIn(reached, ada)).isEqualTo("ACTIVE");
    assertThat(given.stateIn(unreached, ada)).isEqualTo("CONVERTED");
    tell(news("O-1", "OPEN", NOW));
    assertThat(given.stateIn(reached, ada)).as("still the named one's").isEqualTo("ACTIVE");
    assertThat(get("/api/opportunities/O-1").get("run").asText()).isEqualTo(code(unreached));
  }

  @Test
  void whatWasThereBeforeARunReachedAnybodyIsNotItsMerit() {
    tell(news("O-1", "WON", NOW.minusSeconds(7200)));
    assertThat(given.stateIn(reached, ada)).isEqualTo("ACTIVE");
  }

  @Test
  void aLostOneConvertsNobodyUntilItIsAliveAgain() {
    tell(news("O-1", "LOST", NOW.minusSeconds(2)));
    assertThat(given.stateIn(reached, ada)).isEqualTo("ACTIVE");
    tell(news("O-1", "OPEN", NOW));
    assertThat(given.stateIn(reached, ada)).isEqualTo("CONVERTED");
  }

  @Test
  void theSameAgainChangesNothingAndIsToldOnce() {
    tell(news("O-1", "OPEN", NOW));
    var again = tell(news("O-1", "OPEN", NOW));
    assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(again.getBody().get("change").asText()).isEqualTo("UNCHANGED");
    tell(news("O-2", "OPEN", NOW));
    assertThat(conversions()).hasSize(1);
    assertThat(timeline()).filteredOn("Opportunity in the CRM"::equals).hasSize(2);
  }

  @Test
  void olderNewsNeverCoverLaterOnes() {
    tell(news("O-1", "WON", NOW));
    var late = tell(news("O-1", "LOST", NOW.minusSeconds(1))).getBody();
    assertThat(late.get("change").asText()).isEqualTo("OLDER");
    assertThat(late.get("opportunity").get("stage").asText()).isEqualTo("WON");
    assertThat(tell(news("O-1", "LOST", NOW.plusSeconds(1))).getBody().get("change").asText())
        .isEqualTo("UPDATED");
    assertThat(get("/api/opportunities/O-1").get("stage").asText()).isEqualTo("LOST");
    assertThat(timeline())
        .contains("Opportunity won", "Opportunity lost", "Became an opportunity and left the run");
  }

  @Test
  void theContactIsKnownByAnyAddressAndTheCrmsIdIsLearned() {
    var email = "P" + ada + "@People.example";
    var byMail =
        with(news("O/2026/1", "OPEN", NOW), "contact", Map.of("email", email, "crmId", "C-77"));
    assertThat(tell(byMail).getStatusCode()).isEqualTo(HttpStatus.CREATED);
    var byCrm = with(news("O-2", "OPEN", NOW), "contact", Map.of("crmId", "C-77"));
    assertThat(tell(byCrm).getBody().get("opportunity").get("contactId").asLong()).isEqualTo(ada);
    var byPhone =
        with(
            news("O-3", "OPEN", NOW),
            "contact",
            Map.of("phone", "(202) 555-%04d".formatted(ada % 10_000)));
    assertThat(tell(byPhone).getBody().get("opportunity").get("contactId").asLong()).isEqualTo(ada);
    assertThat(get("/api/opportunities/O/2026/1").get("contactId").asLong()).isEqualTo(ada);
    assertThat(get("/api/opportunities?contact=" + ada).get("total").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsWrongIsSaidInASentenceAndNothingIsKept() {
    var grace = given.person("Grace", "rep1");
    given.known(grace, "CRM", "C-9");
    refused(with(news("", "OPEN", NOW), "externalId", "a b"), 400, "'externalId' must be");
    refused(with(news("O-1", "OPEN", NOW), "contact", null), 400, "'contact' must say whose");
    refused(with(news("O-1", "OPEN", NOW), "contact", Map.of()), 400, "must name somebody");
    refused(with(news("O-1", "OPEN", NOW), "contact", Map.of("id", 404)), 404, "by the id 404");
    refused(
        with(news("O-1", "OPEN", NOW), "contact", Map.of("email", "nobody@x.example")),
        404,
        "add the contact and tell again");
    refused(
        with(news("O-1", "OPEN", NOW), "contact", Map.of("email", "no address")),
        400,
        "'contact.email': this is no e-mail address");
    refused(
        with(news("O-1", "OPEN", NOW), "contact", Map.of("id", ada, "crmId", "C-9")),
        400,
        "different people");
    refused(with(news("O-1", "OPEN", NOW), "stage", null), 400, "OPEN, WON or LOST");
    refused(with(news("O-1", "OPEN", NOW), "stage", "MAYBE"), 400, "'stage' does not fit");
    refused(with(news("O-1", "OPEN", NOW), "name", "x".repeat(201)), 400, "200 characters");
    refused(with(news("O-1", "OPEN", NOW), "value", 5), 400, "'currency' must be");
    refused(with(news("O-1", "OPEN", NOW), "currency", "EUR"), 400, "without a 'value'");
    refused(money("-1"), 400, "0 or more");
    refused(money("1e999999999"), 400, "15 digits");
    refused(money("0.0001"), 400, "3 digits after");
    refused(with(news("O-1", "OPEN", NOW), "changedAt", null), 400, "'changedAt' must say");
    refused(news("O-1", "OPEN", NOW.plusSeconds(900)), 400, "lies in the future");
    refused(with(news("O-1", "OPEN", NOW), "run", "NOPE"), 404, "There is no run 'NOPE'");
    assertThat(db.sql("select count(*) from opportunity").query(Long.class).single()).isZero();
    assertThat(rest("ops").getForEntity("/api/opportunities/O-1", JsonNode.class).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void aRepMayNotTell() {
    assertThat(
            rest("rep1")
                .postForEntity("/api/opportunities", news("O-1", "OPEN", NOW), JsonNode.class)
                .getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void oneThatCantBeReadKeepsBackNoOtherOfABatchAndNamesItsPlace() {
    var several =
        List.of(
            news("O-1", "OPEN", NOW),
            with(news("O-2", "OPEN", NOW), "value", List.of("much")),
            with(news("O-3", "OPEN", NOW), "changedAt", "yesterday"),
            with(news("O-4", "SOLD", NOW), "name", "Pilot"),
            news("O-5", "OPEN", NOW));
    var answer = batch(several);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    var results = answer.getBody().get("results");
    assertThat(results.findValuesAsText("status"))
        .containsExactly("201", "400", "400", "400", "201");
    assertThat(results.get(1).get("problem").asText()).contains("'opportunities.1.value'");
    assertThat(results.get(2).get("problem").asText()).contains("'opportunities.2.changedAt'");
    assertThat(results.get(3).get("problem").asText()).contains("'opportunities.3.stage'");
    assertThat(results.get(3).get("externalId").asText()).isEqualTo("O-4");
  }

  @Test
  void whatIsTooLargeIsTurnedAwayWithTheLimit() {
    var large = with(news("O-1", "OPEN", NOW), "name", "x".repeat(3_000_000));
    var answer = tell(large);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.PAYLOAD_TOO_LARGE);
    assertThat(answer.getBody().get("detail").asText()).contains("2048 kB");
  }

  @Test
  void whatDoesNotSayItsLengthIsReadUpToTheLimit() throws Exception {
    assertThat(streamed("x".repeat(3_000_000))).isEqualTo(413);
    assertThat(streamed("Pilot")).isEqualTo(201);
  }

  private int streamed(String name) throws Exception {
    var body = new ObjectMapper().writeValueAsBytes(with(news("O-9", "OPEN", NOW), "name", name));
    var call =
        HttpRequest.newBuilder(URI.create(rest.getRootUri() + "/api/opportunities"))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("crm:crm".getBytes(UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    return HttpClient.newHttpClient()
        .send(call, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void oneThatCantBeTakenKeepsBackNoOtherOfABatch() {
    var several = new ArrayList<Map<String, Object>>();
    for (var n = 0; n < 498; n++) {
      several.add(news("O-" + n, "OPEN", NOW));
    }
    several.add(with(news("O-no", "OPEN", NOW), "contact", Map.of("id", 404)));
    several.add(with(news("O-bad", "OPEN", NOW), "stage", null));
    var results = batch(several).getBody().get("results");
    assertThat(results).hasSize(500);
    assertThat(results.findValuesAsText("status").stream().filter("201"::equals)).hasSize(498);
    assertThat(results.get(498).get("status").asInt()).isEqualTo(404);
    assertThat(results.get(499).get("problem").asText()).contains("OPEN, WON or LOST");
    assertThat(conversions()).hasSize(1);
    several.add(news("O-501", "OPEN", NOW));
    assertThat(batch(several).getBody().get("detail").asText()).contains("1 to 500");
    assertThat(batch(List.of()).getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @Test
  void manyTellingAtOnceOfOneAndTheSameTakeItOnce() throws Exception {
    var grace = given.person("Grace", "rep1");
    var threads = Executors.newFixedThreadPool(8);
    try {
      var calls =
          Collections.<Callable<ResponseEntity<JsonNode>>>nCopies(
              8, () -> tell(news("O-1", "OPEN", NOW)));
      var other = with(news("O-1", "OPEN", NOW), "contact", Map.of("id", grace));
      var all = new ArrayList<>(calls);
      all.add(() -> tell(other));
      for (var answer : threads.invokeAll(all)) {
        assertThat(answer.get().getStatusCode().is2xxSuccessful()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(db.sql("select count(*) from opportunity").query(Long.class).single()).isOne();
    assertThat(given.stateIn(reached, ada)).isEqualTo("CONVERTED");
  }

  private List<Long> conversions() {
    return db.sql("select run_id from participant where state = 'CONVERTED'")
        .query(Long.class)
        .list();
  }

  private void refused(Map<String, Object> news, int status, String sentence) {
    var answer = tell(news);
    assertThat(answer.getStatusCode().value()).as(sentence).isEqualTo(status);
    assertThat(answer.getBody().get("detail").asText()).contains(sentence);
  }

  private Map<String, Object> money(String value) {
    return with(
        with(news("O-1", "OPEN", NOW), "value", new java.math.BigDecimal(value)),
        "currency",
        "EUR");
  }

  private Map<String, Object> news(String id, String stage, Instant changedAt) {
    return Map.of(
        "externalId",
        id,
        "contact",
        Map.of("id", ada),
        "stage",
        stage,
        "changedAt",
        "" + changedAt);
  }

  private static Map<String, Object> with(Map<String, Object> news, String field, Object value) {
    var other = new HashMap<>(news);
    other.put(field, value);
    return other;
  }

  private ResponseEntity<JsonNode> tell(Map<String, Object> news) {
    return rest("ops").postForEntity("/api/opportunities", news, JsonNode.class);
  }

  private ResponseEntity<JsonNode> batch(List<Map<String, Object>> several) {
    return rest("ops")
        .postForEntity(
            "/api/opportunities/batch", Map.of("opportunities", several), JsonNode.class);
  }

  private JsonNode get(String path) {
    return rest("ops").getForObject(path, JsonNode.class);
  }

  private List<String> timeline() {
    return get("/api/contacts/" + ada + "/timeline?size=200").findValuesAsText("text");
  }

  private TestRestTemplate rest(String user) {
    return rest.withBasicAuth(user, user);
  }

  private String code(long run) {
    return runs.get(run).code();
  }

  private int waiting(long run) {
    return db.sql("select count(*) from touch where run_id = :run and state = 'PLANNED'")
        .param("run", run)
        .query(Integer.class)
        .single();
  }

  private long runOf(String sop, Instant reachedAt) {
    var run = given.run(sop);
    participants.enrol(run, ContactSet.of(ada));
    touch(run, 1, "PLANNED", null);
    if (reachedAt != null) {
      touch(run, 2, "SENT", reachedAt);
    }
    return run;
  }

  private void touch(long run, int occurrence, String state, Instant doneAt) {
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at)
            values (:run, 'send', :occurrence, :contact, 'EMAIL', 'MARKETING', :state, :at, :at,
              :at, cast(:done as timestamp(6) with time zone))
            """)
        .param("run", run)
        .param("occurrence", occurrence)
        .param("contact", ada)
        .param("state", state)
        .param("at", dev.sopflow.time.DbTime.db(NOW))
        .param("done", dev.sopflow.time.DbTime.db(doneAt))
        .update();
  }
}
