package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.GateDecisions;
import dev.sopflow.run.RunEngine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/** The nurture cadence, from the first visit to the end of the year. */
abstract class NurtureStories extends SopStories {

  private static final String SOP = "nurture-cadence";

  /** Day of the run on which a touch was planned, its content stage, and how many there were. */
  private static final String BY_DAY =
      """
      select cast(t.planned_at as date) as planned_on, v.stage, count(*) as touches,
        count(distinct t.piece) as pieces
      from touch t join content_version v on v.id = t.content_version_id
      where t.channel = 'EMAIL' and t.state = 'SENT'
      group by cast(t.planned_at as date), v.stage order by 1, 2
      """;

  @Autowired GateDecisions gates;
  @Autowired JournalEntries journal;
  @Autowired WebApplicationContext house;

  @Test
  void aYearOfNurtureUnfoldsDayByDay() {
    people(40);
    var run = start(SOP, Map.of("name", "March cohort"));
    talkOnTheFirstThreeDays();
    goToDay(6);
    assertThat(count("select count(*) from touch where channel <> 'CALL'")).isZero();
    for (var gate : List.of(30, 90, 180, 365)) {
      goToDay(gate);
      decide("GO_ON");
    }

    assertThat(runState(run)).isEqualTo("ENDED");
    assertThat(journal.ofRun(run, 1).get(0).text()).contains("came to its end");
    assertThat(stagesByDay())
        .containsExactly(
            "7 FUNCTION",
            "14 EFFECT",
            "21 EFFECT",
            "28 EFFECT",
            "58 EFFECT",
            "88 EFFECT",
            "118 BRAND",
            "148 BRAND",
            "178 BRAND",
            "208 BRAND",
            "238 BRAND",
            "268 BRAND",
            "298 BRAND",
            "328 BRAND",
            "358 BRAND");
    assertThat(gates.of(run))
        .extracting(GateDecisions.GateDecision::verdict)
        .containsExactly("GO_ON", "GO_ON", "GO_ON", "GO_ON", "GOOD");
    nobodyGotOnePieceTwice();
    everyTouchCameToItsEnd();
  }

  private void talkOnTheFirstThreeDays() {
    for (var day = 1; day <= 3; day++) {
      assertThat(open("Visit contact")).as("visits of day " + day).hasSize(40);
      visitEverybody("INTERESTED");
      goToDay(day + 1);
    }
    assertThat(open("Visit contact")).isEmpty();
  }

  private List<String> stagesByDay() {
    return db.sql(BY_DAY)
        .query(
            (row, n) ->
                java.time.temporal.ChronoUnit.DAYS.between(
                        java.time.LocalDate.of(2026, 3, 1),
                        row.getObject("planned_on", java.time.LocalDate.class))
                    + " "
                    + row.getString("stage"))
        .list();
  }

  private void nobodyGotOnePieceTwice() {
    assertThat(
            count(
                """
                select count(*) from (select contact_id, piece from touch
                  where state = 'SENT' and piece is not null
                  group by contact_id, piece having count(*) > 1) twice
                """))
        .isZero();
  }

  private void everyTouchCameToItsEnd() {
    assertThat(count("select count(*) from touch where state in ('PLANNED', 'CLAIMED', 'HELD')"))
        .isZero();
  }

  @Test
  void aStageIsJudgedByWhatHappenedInIt() {
    people(31);
    var run = start(SOP, Map.of("visitDays", 1));
    visitEverybody("INTERESTED");
    goToDay(31);
    assertThat(gates.of(run).get(0).figures()).containsEntry("responded", 31.0);
    assertThat(engine.waiting()).hasSize(1);
    decide("GO_ON");
    assertThat(gates.of(run).get(0).figures())
        .containsEntry("responded", 0.0)
        .containsEntry("reached", 31.0);
  }

  @Test
  void aVisitOfTheWeekendIsDueOnMonday() {
    people(1);
    time.advanceTo(Instant.parse("2026-03-06T09:00:00Z"));
    start(SOP, Map.of());
    visitEverybody("LATER");
    time.advanceTo(Instant.parse("2026-03-07T12:00:00Z"));
    assertThat(onlyTask("Visit contact").getDueDate().toInstant())
        .isEqualTo(Instant.parse("2026-03-09T18:00:00Z"));
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void decisionsWaitOnTodayTheLongestDueFirst() {
    people(3);
    var patient = start(SOP, Map.of("visitDays", 1, "decideWithin", "P30D"));
    goToDay(2);
    contacts.add(Profile.named("Late").with(IdentityKind.EMAIL, "late@people.example"), "test");
    var urgent = start(SOP, Map.of("visitDays", 1, "decideWithin", "P1D"));
    goToDay(13);
    assertThat(engine.waiting())
        .extracting(RunEngine.Waiting::runId)
        .containsExactly(urgent, patient);
    assertThat(engine.waiting())
        .extracting(waiting -> waiting.isOverdue(noonOfDay(13)))
        .containsExactly(true, false);
    assertThat(today()).containsOnlyOnce("badge overdue");
  }

  private String today() {
    var browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    return new String(
        browser.get().uri("/").exchange().getResponse().getContentAsByteArray(),
        StandardCharsets.UTF_8);
  }

  @Test
  void tooFewPeopleToJudgeIsDecidedByOps() {
    people(3);
    var run = start(SOP, Map.of("visitDays", 1));
    visitEverybody("LATER");
    goToDay(11);
    var task = onlyTask("Decide how to go on");
    assertThat(task.getAssignee()).isNull();
    assertThat(task.getDueDate()).isNotNull();
    assertThat(engine.waiting())
        .singleElement()
        .satisfies(waiting -> assertThat(waiting.runId()).isEqualTo(run));
    assertThatThrownBy(() -> decide("MAYBE"))
        .hasMessageContaining("must be one of GO_ON,REPEAT,STOP, not 'MAYBE'");

    decide("GO_ON");
    goToDay(15);
    assertThat(stagesByDay()).containsExactly("7 FUNCTION", "14 EFFECT");
    assertThat(gates.of(run))
        .extracting(GateDecisions.GateDecision::verdict)
        .containsExactly("GO_ON");
  }

  @Test
  void aPoorStageIsRepeatedWithOtherContentAndThenStopped() {
    people(3);
    var run = start(SOP, Map.of("visitDays", 1));
    visitEverybody("LATER");
    goToDay(12);
    decide("REPEAT");
    goToDay(14);
    assertThat(stagesByDay()).containsExactly("7 FUNCTION", "13 FUNCTION");
    goToDay(17);
    decide("STOP");

    assertThat(runState(run)).isEqualTo("ENDED");
    assertThat(journal.ofRun(run, 1).get(0).text()).contains("was stopped");
    goToDay(60);
    assertThat(stagesByDay()).containsExactly("7 FUNCTION", "13 FUNCTION");
    nobodyGotOnePieceTwice();
  }

  @Test
  void aCohortOfManyWhoNeverAnswersComesToOps() {
    people(31);
    start(SOP, Map.of("visitDays", 0));
    engineHasOpenVisits(31);
    goToDay(11);
    assertThat(onlyTask("Decide how to go on").getName()).isNotNull();
  }

  private void engineHasOpenVisits(int count) {
    assertThat(open("Visit contact")).hasSize(count);
  }

  @Test
  void anAudienceWithoutPeopleEndsAtOnceAndOpsIsTold() {
    var run = start(SOP, Map.of());
    assertThat(runState(run)).isEqualTo("ENDED");
    assertThat(count("select count(*) from notice where recipient = 'ops'")).isOne();
  }

  @Test
  void anUnknownAudienceLeavesNothingBehind() {
    assertThatThrownBy(() -> start(SOP, Map.of("audience", "nobody-knows")))
        .hasMessageContaining("There is no audience 'nobody-knows'");
    assertThat(count("select count(*) from run")).isZero();
  }

  @Test
  void aPausedRunStandsStillAndGoesOnWithoutCatchingUp() {
    people(2);
    var run = start(SOP, Map.of("visitDays", 1));
    visitEverybody("INTERESTED");
    engine.suspend(run);
    goToDay(40);
    assertThat(stagesByDay()).isEmpty();
    engine.activate(run);
    goToDay(41);
    assertThat(stagesByDay()).containsExactly("40 FUNCTION");
  }

  @Test
  void aCancelledRunEndsWithItsVisits() {
    people(2);
    var run = start(SOP, Map.of());
    assertThat(open("Visit contact")).hasSize(2);
    engine.cancel(run, "a mistake");
    assertThat(open("Visit contact")).isEmpty();
    assertThat(time.nextDue()).isEmpty();
  }

  @Test
  void thePictureShowsWhereTheRunStandsInsideItsStageToo() {
    people(2);
    var run = start(SOP, Map.of("visitDays", 1));
    goToDay(5);
    var picture = engine.picture(run).orElseThrow();
    assertThat(picture.bpmn()).contains("bpmndi:BPMNShape");
    assertThat(picture.standing()).containsEntry("CallActivity_TrialWeek", 1);
    assertThat(picture.passed()).contains("Task_EnrolAudience", "Task_StartVisits");
    assertThat(picture.called().get("Nurture stage").standing())
        .containsEntry("Event_MessageDay", 1);
  }
}
