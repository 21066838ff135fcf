package dev.sopflow.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

@SopflowTest
@SuppressWarnings("unchecked")
class RunsApiTest {

  @Autowired TestRestTemplate rest;
  @Autowired RunFixtures given;
  @Autowired VirtualTime time;

  @Test
  void anotherSystemStartsWatchesPausesAndCancelsARun() {
    var ada = given.person("Ada", "rep1");
    var started =
        post(
            "/api/runs", Map.of("sop", "nurture-cadence", "contacts", List.of(ada), "name", "Try"));
    assertThat(started.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    var run = started.getHeaders().getLocation().toString();
    time.runDue();
    assertThat(get(run)).containsEntry("name", "Try").containsEntry("state", "RUNNING");
    assertThat((Map<String, Object>) get(run).get("participants")).containsEntry("ACTIVE", 1);
    assertThat(items(run + "/participants?state=ACTIVE")).hasSize(1);
    assertThat(items(run + "/participants?state=CONVERTED")).isEmpty();
    assertThat(items(run + "/touches?state=SENT")).isEmpty();
    assertThat(items("/api/runs")).hasSize(1);
    assertThat(post(run + "/pause", Map.of()).getBody()).containsEntry("state", "PAUSED");
    assertThat(post(run + "/resume", Map.of()).getBody()).containsEntry("state", "RUNNING");
    assertThat(post(run + "/cancel", Map.of()).getBody()).containsEntry("state", "CANCELLED");
    assertProblem(post(run + "/pause", Map.of()), HttpStatus.CONFLICT, "is cancelled; only");
  }

  @Test
  void theEnginesOwnApiDoesTheSame() {
    given.person("Ada", "rep1");
    var answer =
        post(
            "/engine-rest/process-definition/key/nurture-cadence/start",
            Map.of("variables", Map.of("audience", Map.of("value", "everyone"))));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    time.runDue();
    var run = (Map<String, Object>) items("/api/runs").get(0);
    assertThat(run)
        .containsEntry("sop", "nurture-cadence")
        .containsEntry("startedBy", "ops")
        .containsEntry("processInstanceId", answer.getBody().get("id"));
    assertThat(items("/api/runs/" + run.get("id") + "/participants")).hasSize(1);
  }

  @Test
  void theEnginesOwnApiRefusesWhatTheHouseRefuses() {
    refusedByEngine(Map.of(), "Say for whom");
    refusedByEngine(Map.of("audience", "nope"), "There is no audience 'nope'");
    refusedByEngine(
        Map.of("audience", "everyone", "name", "x".repeat(201)), "'name' has 201 characters");
    refusedByEngine(Map.of("audience", "everyone", "runId", 7), "Leave out 'runId'");
    refusedByEngine(
        Map.of("audience", "everyone", "city", "x".repeat(4001)), "'city' has 4,001 characters");
    assertThat(items("/api/runs")).isEmpty();
    assertThat(time.nextDue()).isEmpty();
  }

  private void refusedByEngine(Map<String, Object> variables, String sentence) {
    var values = new HashMap<String, Object>();
    variables.forEach((name, value) -> values.put(name, Map.of("value", value)));
    var answer =
        post(
            "/engine-rest/process-definition/key/nurture-cadence/start",
            Map.of("variables", values));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat((String) answer.getBody().get("message")).contains(sentence);
  }

  @Test
  void whatIsWrongIsSaidInASentence() {
    var ada = given.person("Ada", "rep1");
    assertProblem(
        post("/api/runs", Map.of("sop", "nope", "contacts", List.of(ada))),
        HttpStatus.NOT_FOUND,
        "There is no SOP 'nope'");
    assertProblem(
        post("/api/runs", Map.of("sop", "nurture-cadence", "audience", "nope")),
        HttpStatus.NOT_FOUND,
        "There is no audience 'nope'");
    assertProblem(
        post("/api/runs", Map.of("sop", "nurture-cadence", "contacts", List.of(404))),
        HttpStatus.BAD_REQUEST,
        "Each of the contacts must exist");
    assertProblem(
        post(
            "/api/runs",
            Map.of("sop", "nurture-cadence", "audience", "everyone", "name", "x".repeat(201))),
        HttpStatus.BAD_REQUEST,
        "'name' has 201 characters");
    assertProblem(
        post("/api/runs", Map.of("sop", "nurture-cadence")),
        HttpStatus.BAD_REQUEST,
        "either 'audience' or 'contacts'");
    assertProblem(
        post("/api/runs", Map.of("audience", "everyone")), HttpStatus.BAD_REQUEST, "'sop'");
    assertProblem(map("/api/runs/404"), HttpStatus.NOT_FOUND, "There is no run 404");
    assertProblem(map("/api/runs/404/touches"), HttpStatus.NOT_FOUND, "There is no run 404");
    assertProblem(map("/api/contacts/404/timeline"), HttpStatus.NOT_FOUND, "no contact 404");
  }

  @Test
  void aTimelineIsReadNewestFirstAndByPages() {
    var ada = given.person("Ada", "rep1");
    post("/api/runs", Map.of("sop", "nurture-cadence", "contacts", List.of(ada)));
    time.runDue();
    var path = "/api/contacts/" + ada + "/timeline";
    assertThat(get(path)).containsEntry("total", 2);
    assertThat(items(path))
        .extracting(one -> ((Map<String, Object>) one).get("text"))
        .containsExactly("Visit handed to a rep", "Joined the run");
    assertThat(items(path + "?size=1&page=1")).hasSize(1);
  }

  private static void assertProblem(
      ResponseEntity<Map<String, Object>> answer, HttpStatus status, String sentence) {
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
    assertThat((String) answer.getBody().get("detail")).contains(sentence);
  }

  private ResponseEntity<Map<String, Object>> post(String path, Map<String, Object> body) {
    return (ResponseEntity<Map<String, Object>>)
        (ResponseEntity<?>) ops().postForEntity(path, body, Map.class);
  }

  private ResponseEntity<Map<String, Object>> map(String path) {
    return (ResponseEntity<Map<String, Object>>)
        (ResponseEntity<?>) ops().getForEntity(path, Map.class);
  }

  private Map<String, Object> get(String path) {
    return map(path).getBody();
  }

  private List<Object> items(String path) {
    return (List<Object>) get(path).get("items");
  }

  private TestRestTemplate ops() {
    return rest.withBasicAuth("ops", "ops");
  }
}
