package dev.sopflow.plan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.plan.PlanOrder;
import dev.sopflow.plan.RunPlans;
import dev.sopflow.run.RunFixtures;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Looking at dates and moving them, in the console and by REST. */
@SopflowTest
@WithMockUser(username = "ops", roles = "ops")
class DatesWebTest {

  @Autowired WebApplicationContext house;
  @Autowired TestRestTemplate rest;
  @Autowired RunPlans plans;
  @Autowired RunFixtures given;

  MockMvcTester browser;
  long run;

  @BeforeEach
  void aRunWithDates() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    run = given.run("sop-a");
    plan(run, "2026-03-05T14:00");
  }

  private void plan(long of, String start) {
    var rows =
        List.of(
            row("teaser", "Teaser <b>", -9, "drop"),
            row("remind", "Reminder", -1, "drop"),
            Map.<String, Object>of("name", "start", "label", "Event starts", "days", 0));
    plans.plan(of, new PlanOrder("trial", rows, start, "Europe/Berlin", Map.of()), "ops");
  }

  private static Map<String, Object> row(String name, String label, int days, String late) {
    return Map.of("name", name, "label", label, "days", days, "time", "09:00", "late", late);
  }

  @Test
  void theRunsPageShowsDatesInTheirZoneAndWhatWasLeftOutAndWhy() {
    assertThat(page("/runs/" + run + "/dates"))
        .contains(
            "Teaser &lt;b&gt;",
            "left out",
            "Its time had passed when it was counted.",
            "Wed 4 Mar 2026, 09:00 CET",
            "Thu 5 Mar 2026, 14:00 CET",
            "Europe/Berlin")
        .doesNotContain("DROPPED", "PLANNED");
    assertThat(page("/runs/" + given.run("sop-b") + "/dates")).doesNotContain("<h2");
  }

  @Test
  void opsMovesEverythingAndSeesWhatIsWrongInPlace() {
    assertThat(move("start", "2026-03-12T14:00"))
        .contains("“Event starts” is now on Thu 12 Mar 2026, 14:00 CET", "Wed 11 Mar 2026, 09:00");
    assertThat(move("start", "2026-03-01T14:00"))
        .contains("2026-03-01 14:00 Europe/Berlin has passed; choose a later time");
    assertThat(move("start", ""))
        .contains("&#39;&#39; is no date and time; write it as 2026-03-20T14:00");
    assertThat(move("remind", "2026-03-10T10:00"))
        .contains("“Reminder” is now on Tue 10 Mar 2026, 10:00 CET", "Chosen by hand.");
  }

  @Test
  void anotherSystemReadsAndMovesDatesByTheSameRules() {
    var path = "/api/runs/" + run + "/dates";
    var all = rest.withBasicAuth("ops", "ops").getForObject(path, List.class);
    assertThat(all).hasSize(3);
    assertThat(put(path + "/start", Map.of("at", "2026-03-12T14:00")).getBody().toString())
        .contains("local=2026-03-11T09:00", "at=2026-03-12T13:00:00Z", "anchor=true");
    refused(path + "/start", Map.of("at", "2026-03-01T14:00"), 400, "has passed; choose a later");
    refused(path + "/start", Map.of(), 400, "is no date and time");
    refused(path + "/strat", Map.of("at", "2026-03-20T14:00"), 404, "no date 'strat'; there are");
    refused("/api/runs/999999999/dates/start", Map.of("at", "2026-03-20T14:00"), 404, "999999999");
    var asRep = rest.withBasicAuth("rep1", "rep1").getForEntity(path, Object.class);
    assertThat(asRep.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
  }

  private void refused(String path, Map<String, Object> body, int status, String words) {
    var answer = put(path, body);
    assertThat(answer.getStatusCode().value()).isEqualTo(status);
    assertThat(answer.getBody().toString()).contains(words);
  }

  private ResponseEntity<Object> put(String path, Map<String, Object> body) {
    return rest.withBasicAuth("ops", "ops")
        .exchange(path, HttpMethod.PUT, new HttpEntity<>(body), Object.class);
  }

  private String page(String path) {
    return body(browser.get().uri(path).exchange());
  }

  private String move(String name, String at) {
    var path = "/runs/" + run + "/dates/" + name;
    return body(browser.post().uri(path).param("at", at).with(csrf()).exchange());
  }

  private static String body(MvcTestResult answer) {
    assertThat(answer).hasStatusOk();
    try {
      return answer.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
