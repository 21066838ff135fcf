package dev.sopflow.insight.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.RandomRuns;
import dev.sopflow.insight.ReviewOrder;
import dev.sopflow.insight.ReviewOrder.ReachedBy;
import dev.sopflow.insight.Reviews;
import dev.sopflow.insight.RunReview;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.RunFixtures;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class ReviewPageTest {

  private static final ReviewOrder ORDER =
      ReviewOrder.read("Registered: registered=yes\nValid: !screen=invalid", ReachedBy.VISIT);

  @Autowired WebApplicationContext house;
  @Autowired RunFixtures given;
  @Autowired RandomRuns random;
  @Autowired Reviews reviews;
  @Autowired JournalEntries journal;
  @Autowired JdbcClient db;

  MockMvcTester browser;
  long run;

  @BeforeEach
  void aRunThatManyTookPartIn() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    run = given.run("nurture-cadence");
    random.fill(run, 40, 1);
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void beforeTheReviewThePageShowsHowTheRunStandsNow() {
    assertThat(page("/runs/" + run + "/review"))
        .contains("These figures move with the run", "<polygon points=\"0.00,0", "In the list")
        .contains("Opportunity", "No other run of this SOP", "40")
        .doesNotContain("insight.", "??");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void everyRateSaysHowSureItIs() {
    assertThat(page("/runs/" + run + "/review"))
        .containsPattern("<strong>\\d+%</strong> <small title=\"\\d+ of 40: [^\"]+surely between")
        .containsPattern("<small title=\"[^\"]+\">[\\d.]+% \\([\\d.]+% to [\\d.]+%\\)</small><svg");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void aTakenReviewKeepsItsFiguresHoweverTheRunGoesOn() {
    reviews.take(run, ORDER, "ops");
    var before = page("/api/runs/" + run + "/review");
    db.sql("update participant set state = 'ENDED'").update();
    db.sql("update participant_mark set mark_value = 'no' where mark = 'registered'").update();
    var page = page("/runs/" + run + "/review");
    assertThat(page)
        .contains("waits for approval", "Registered", "Valid", "friend", "not known", "Rep One")
        .contains("Ask again in spring &lt;b&gt;", "the price: ", "Opening hours: ")
        .doesNotContain("insight.", "??", "<b>", "These figures move");
    assertThat(page("/api/runs/" + run + "/review"))
        .isEqualTo(before)
        .contains("\"label\":\"Registered\"", "\"approved\":false");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void lessonsOfTheLastApprovedRunGreetWhoStartsTheNext() {
    assertThat(page("/runs/lessons?sop=nurture-cadence")).doesNotContain("Learned");
    reviews.take(run, ORDER, "ops");
    decide(run, false, "not yet");
    assertThat(page("/runs/lessons?sop=nurture-cadence")).doesNotContain("not yet");
    decide(run, true, "Start <i>earlier</i>");
    var other = given.run("nurture-cadence");
    reviews.take(other, ReviewOrder.PLAIN, "ops");

    assertThat(page("/runs/lessons?sop=nurture-cadence"))
        .contains("Learned last time", "Start &lt;i&gt;earlier", "Two posters", "A run of");
    assertThat(page("/runs/lessons")).contains("Start &lt;i&gt;earlier");
    assertThat(page("/runs/lessons?sop=another")).doesNotContain("earlier");
    assertThat(page("/runs/new?sop=nurture-cadence")).contains("/runs/lessons?sop=nurture-cadence");
    assertThat(page("/runs/" + run + "/review")).contains("Approved by", "Start &lt;i&gt;");
    assertThat(page("/runs/" + other + "/review"))
        .contains("This run", "A run of nurture-cadence", "Nobody is in this run yet");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aColleagueWhoIsNoOpsReadsTheReviewButNotTheRun() {
    assertThat(page("/runs/" + run + "/review"))
        .contains("Funnel")
        .doesNotContain("/runs/" + run + "\"");
    assertThat(browser.get().uri("/api/runs/" + run + "/review")).hasStatus(403);
    assertThat(browser.get().uri("/runs/lessons")).hasStatus(403);
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void theRunsFiguresSayWhyMessagesDidNotGoOut() {
    db.sql("update touch set reason = 'OVER_CAP' where state = 'DROPPED'").update();
    assertThat(page("/runs/" + run + "/figures")).contains("has had enough messages for now");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void theWholeListIsOneClickAway() {
    assertThat(page("/runs/" + run + "/review"))
        .contains("/runs/" + run + "/backup.csv", "/runs/" + run + "/backup.xlsx");
    assertThat(page("/runs/" + run + "/backup.csv")).contains("Mark: registered", "Person 39");
    assertThat(page("/api/runs/" + run + "/backup.csv")).contains("Person 39");
    var sheet = browser.get().uri("/runs/" + run + "/backup.xlsx").exchange();
    assertThat(sheet).hasStatusOk();
    assertThat(sheet.getResponse().getHeader("Content-Disposition")).contains("-backup.xlsx");
    assertThat(journal.ofRun(run, 9).stream().map(JournalEntries.Entry::text))
        .contains("Downloaded the whole list as XLSX: 40 people");
    assertThat(browser.get().uri("/runs/404/backup.csv")).hasStatus(404);
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void onlyOpsTakesTheWholeListAway() {
    for (var path : java.util.List.of("/runs/", "/api/runs/")) {
      assertThat(browser.get().uri(path + run + "/backup.csv")).hasStatus(403);
      assertThat(browser.get().uri(path + run + "/backup.xlsx")).hasStatus(403);
    }
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void anUnknownRunHasNoReview() {
    assertThat(browser.get().uri("/runs/404/review")).hasStatus(404);
  }

  private void decide(long run, boolean approved, String lessons) {
    reviews.decide(run, new RunReview.Decision(approved, lessons, "Two posters", Set.of()), "ops");
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
