package dev.sopflow.plan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.audience.Audiences;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.plan.RunDates;
import dev.sopflow.plan.TrialEvent;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.Runs;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** The plan before the run begins, and the calendar of all runs. */
@SopflowTest
@WithMockUser(username = "ops", roles = "ops")
class PreviewPageTest {

  @Autowired WebApplicationContext house;
  @Autowired RepositoryService repository;
  @Autowired RunControl control;
  @Autowired Runs runs;
  @Autowired RunDates dates;
  @Autowired Participants participants;
  @Autowired Audiences audiences;
  @Autowired RunFixtures given;

  MockMvcTester browser;
  String deployment;

  @BeforeEach
  void deploy() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    deployment = TrialEvent.deploy(repository);
  }

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void thePlanIsOfferedForAnSopThatHasOneOnly() {
    assertThat(page("/runs/new/plan?sop=" + TrialEvent.SOP)).contains("Show the plan");
    assertThat(page("/runs/new/plan?sop=nurture-cadence")).doesNotContain("Show the plan");
    assertThat(page("/runs/new?sop=" + TrialEvent.SOP)).contains("/runs/new/plan?sop=trial-event");
  }

  @Test
  void itShowsEveryDateToChangeAndStartsNothing() {
    var plan = preview(Map.of("eventStart", "2026-04-02T14:00", "eventZone", "Europe/Berlin"));
    assertThat(plan)
        .contains(
            "name=\"date.announce\" value=\"2026-03-26T09:00\"",
            "name=\"was.announce\" value=\"2026-03-26T09:00\"",
            "Event starts",
            "Thu 2 Apr 2026, 14:00 CEST",
            "All others are counted from it.")
        .doesNotContain("date.start", "late already", "PLANNED");
    assertThat(runs.count()).isZero();
  }

  @Test
  void itSaysWhatIsCompressedAndWhatIsLeftOutAndWhy() {
    var plan = preview(Map.of("eventStart", "2026-03-05T14:00", "eventZone", "Europe/Berlin"));
    assertThat(plan)
        .contains(
            "2 dates are late already",
            "At once: its own time, Mon 23 Feb 2026, 09:00 CET, has passed.",
            "Left out: its time, Thu 26 Feb 2026, 09:00 CET, has passed.",
            "name=\"date.announce\" value=\"\"",
            "name=\"date.remindEve\" value=\"2026-03-04T10:00\"");
  }

  @Test
  void aDateChosenThereIsShownAgainAndStartsWithTheRunAndUnchangedOnesAreCounted() {
    var entered =
        Map.of(
            "eventStart", "2026-03-20T14:00",
            "eventZone", "Europe/Berlin",
            "date.announce", "2026-03-10T10:30",
            "was.announce", "2026-03-13T09:00",
            "date.remindEve", "2026-01-01T10:00",
            "was.remindEve", "2026-01-01T10:00");
    assertThat(preview(entered))
        .contains(
            "name=\"date.announce\" value=\"2026-03-10T10:30\"",
            "name=\"was.announce\" value=\"2026-03-13T09:00\"",
            "Chosen by hand; the plan says Fri 13 Mar 2026, 09:00 CET.");
    var answer = post("/runs/new?sop=" + TrialEvent.SOP, entered);
    assertThat(answer).hasStatus3xxRedirection();
    var run = runs.list(0, 1).get(0).id();
    assertThat(dates.get(run, "announce").local()).isEqualTo("2026-03-10T10:30");
    assertThat(dates.get(run, "announce").byHand()).isTrue();
    assertThat(dates.get(run, "remindEve").local()).isEqualTo("2026-03-19T10:00");
  }

  @Test
  void whatCannotBePlannedIsSaidInPlaceAndRefusesTheStart() {
    var past = Map.of("eventStart", "2026-03-01T14:00", "eventZone", "Europe/Berlin");
    assertThat(preview(past)).contains("2026-03-01 14:00 Europe/Berlin has passed");
    assertThat(preview(Map.of("eventStart", "")))
        .contains("can&#39;t be shown with what is filled in so far");
    var answer = post("/runs/new?sop=" + TrialEvent.SOP, past);
    assertThat(answer).hasStatus(422);
    assertThat(answer).bodyText().contains("2026-03-01 14:00 Europe/Berlin has passed");
    assertThat(runs.count()).isZero();
  }

  @Test
  void chosenDatesAreKeptWhenSomethingElseRefusesTheStart() {
    var entered = Map.of("eventStart", "2026-03-01T14:00", "date.announce", "2026-03-10T10:30");
    var hidden = "name=\"date.announce\" value=\"2026-03-10T10:30\"";
    assertThat(post("/runs/new?sop=" + TrialEvent.SOP, entered)).bodyText().contains(hidden);
    assertThat(preview(entered)).contains("has passed", hidden);
    assertThat(page("/runs/new/plan?sop=trial-event&date.announce=2026-03-10T10:30"))
        .contains(hidden, "hx-trigger=\"load\"");
  }

  @Test
  void otherRunsOnTheSameDaysThatShareThePeopleAreNamedWithHowMany() {
    var ada = given.person("Ada", null);
    var grace = given.person("Grace", null);
    given.person("Edsger", null);
    start("Spring talk", List.of(ada, grace), "2026-03-20T16:00");
    start("Far away", List.of(ada), "2026-06-20T16:00");
    var entered = Map.of("eventStart", "2026-03-20T14:00", "eventZone", "Europe/Berlin");
    assertThat(preview(entered)).contains("Spring talk", "2 people").doesNotContain("Far away");

    var onlyEdsger = audiences.handPicked(List.of(grace + 1), "ops");
    assertThat(preview(entered, onlyEdsger)).contains("No other run has a date on these days");
  }

  @Test
  void theCalendarShowsTheDatesOfAllRunsByMonth() {
    var ada = given.person("Ada", null);
    var run = start("Spring <talk>", List.of(ada), "2026-03-20T16:00");
    assertThat(page("/calendar"))
        .contains(
            "March 2026",
            "Spring &lt;talk&gt;",
            "Announcement",
            "16:00 UTC",
            "/runs/" + run,
            "/calendar?month=2026-04",
            "aria-current=\"date\"");
    assertThat(page("/calendar?month=2026-05")).contains("No run has a date in this month.");
    control.cancel(run, "ops");
    assertThat(page("/calendar")).doesNotContain("Spring &lt;talk&gt;");
  }

  private long start(String name, List<Long> people, String eventStart) {
    var variables = Map.<String, Object>of("eventStart", eventStart);
    return control.start(new RunOrder(TrialEvent.SOP, null, people, variables, name, "ops")).id();
  }

  private String preview(Map<String, String> entered) {
    return preview(entered, "everyone");
  }

  private String preview(Map<String, String> entered, String audience) {
    var answer = post("/runs/new/plan?sop=" + TrialEvent.SOP + "&audience=" + audience, entered);
    assertThat(answer).hasStatusOk();
    return body(answer);
  }

  private MvcTestResult post(String path, Map<String, String> entered) {
    var request = browser.post().uri(path).param("name", "").with(csrf());
    if (!path.contains("audience")) {
      request.param("audience", "everyone");
    }
    entered.forEach(request::param);
    return request.exchange();
  }

  private String page(String path) {
    return body(browser.get().uri(path).exchange());
  }

  private static String body(MvcTestResult answer) {
    try {
      return answer.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
