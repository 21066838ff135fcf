package dev.sopflow.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.journal.Notices;
import dev.sopflow.run.GateDecisions;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.Visits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class RunPagesTest {

  @Autowired WebApplicationContext house;
  @Autowired RunFixtures given;
  @Autowired Participants participants;
  @Autowired Visits visits;
  @Autowired Notices notices;
  @Autowired GateDecisions gates;

  MockMvcTester browser;
  long ada;
  long run;

  @BeforeEach
  void aRunWithAVisit() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    ada = given.person("Ada <b>Byron</b>", "rep1");
    run = given.run("sop-a");
    participants.enrol(run, ContactSet.of(ada));
    var who = new Visits.Candidate(ada, "rep1", "STAFF", null, null, null, null);
    visits.open(run, "call", 1, who, 50, null, TestTime.START.minusSeconds(60));
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepSeesOwnVisitsAndNotesToday() {
    notices.send("rep", run, "A visit is late");
    assertThat(page("/"))
        .contains("Ada &lt;b&gt;Byron&lt;/b&gt;", "overdue", "A visit is late", "08:00 UTC")
        .doesNotContain("ROLE_", "OVERDUE");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepSeesTheVisitsOfOneRunAlone() {
    assertThat(page("/")).doesNotContain("name=\"run\"");
    var grace = given.person("Grace Hopper", "rep1");
    var other = given.run("sop-b");
    participants.enrol(other, ContactSet.of(grace));
    var who = new Visits.Candidate(grace, "rep1", "STAFF", null, null, null, null);
    visits.open(other, "call", 1, who, 50, null, TestTime.START.plusSeconds(60));
    assertThat(page("/")).contains("Byron", "Grace Hopper", "name=\"run\"");
    assertThat(page("/?run=" + other)).contains("Grace Hopper").doesNotContain("Byron");
    assertThat(page("/?run=")).contains("Byron", "Grace Hopper");
  }

  @Test
  @WithMockUser(username = "rep2", roles = "rep")
  void aRepSeesNoVisitOfAnother() {
    assertThat(page("/")).contains("No visit is due within a week").doesNotContain("Byron");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void opsSeesRunsAndOverdueVisitsToday() {
    assertThat(page("/")).contains("A run of sop-a", "running", "Overdue visits: 1", "Rep One");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void equalNotesOfARunAreOneLineAndReadTogether() {
    for (var i = 0; i < 48; i++) {
      notices.send("ops", run, "A visit is overdue");
    }
    notices.send("ops", given.run("sop-b"), "A visit is overdue");
    notices.send("ops", null, "Something else");
    notices.send("rep", run, "A visit is overdue");
    assertThat(page("/")).contains("48 times", "Read all 48", "Something else");
    var ops = List.of("ops");
    assertThat(notices.unread(ops, 2).more()).isEqualTo(1);
    var late = notices.unread(ops, 10).notices().get(2);
    assertThat(late.count()).isEqualTo(48);
    assertThat(browser.post().uri("/notices/" + late.id() + "/read").with(csrf()))
        .hasStatus3xxRedirection();
    assertThat(notices.unread(ops, 10).notices())
        .extracting(Notices.Notice::count)
        .containsExactly(1, 1);
    assertThat(notices.unread(List.of("rep"), 10).notices()).hasSize(1);
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void moreThanTwentyOverdueVisitsComeByPages() {
    for (var i = 1; i <= 24; i++) {
      var id = given.person("Person " + i, "rep1");
      var who = new Visits.Candidate(id, "rep1", "STAFF", null, null, null, null);
      visits.open(run, "call", 1, who, 50, null, TestTime.START.minusSeconds(30));
    }
    assertThat(page("/")).contains("Overdue visits: 25", "Page 1 of 2", "Person 19");
    assertThat(page("/")).doesNotContain("Person 20");
    assertThat(page("/?overduePage=1")).contains("Person 20", "Person 24", "Previous");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void opsSeesARunWithItsParticipantsGatesAndJournal() {
    gates.record(
        run,
        "Trial week",
        "GOOD",
        Map.of(
            "reached", 12, "responseRate", 0.25, "responseRateLow", 0.1, "responseRateHigh", 0.5),
        "ops");
    assertThat(page("/runs/" + run))
        .contains(
            "A run of sop-a",
            "Trial week",
            "good: go on",
            "response rate 25%, surely 10% to 50%",
            "Started");
    assertThat(page("/runs/" + run + "/participants?state=ACTIVE")).contains("Byron", "active");
    assertThat(page("/runs/" + run + "/figures")).contains("Reached", "No message is planned yet");
    assertThat(page("/runs/" + run + "/touches")).contains("No message waits");
    assertThat(page("/runs/troubles")).doesNotContain("<h2");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void everyPlaceIsThereAndExplainsItsEmptiness() {
    assertThat(page("/runs")).contains("A run of sop-a", "Start a run", "Nurture cadence");
    assertThat(page("/runs/new/audience-count?audience=everyone"))
        .contains("1 contact is in it now");
    assertThat(page("/journal")).contains("Started “A run of sop-a”", "Nothing is due");
    assertThat(page("/journal?run=" + run)).contains("Started “A run of sop-a”");
    assertThat(page("/journal?day=2026-02-01")).contains("Nothing was written");
    assertThat(page("/contacts/" + ada + "/timeline"))
        .contains("Joined the run", "Visit handed to a rep", "<html");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void anUnknownRunIsNotFound() {
    for (var path : List.of("/runs/404", "/runs/404/participants", "/runs/404/figures")) {
      assertThat(browser.get().uri(path)).hasStatus(404);
    }
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepMayNotSeeRuns() {
    assertThat(browser.get().uri("/runs")).hasStatus(403);
  }

  private String page(String path) {
    var answer = browser.get().uri(path).exchange();
    assertThat(answer).hasStatusOk();
    try {
      return answer.getResponse().getContentAsString();
    } catch (java.io.UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
