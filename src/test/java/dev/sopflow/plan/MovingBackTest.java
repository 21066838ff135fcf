package dev.sopflow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.time.DbTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What else moves with an event: its open visits, and dates that there was no time for. */
@SopflowTest
class MovingBackTest {

  @Autowired RepositoryService repository;
  @Autowired ManagementService jobs;
  @Autowired TaskService tasks;
  @Autowired RunControl control;
  @Autowired RunDates dates;
  @Autowired DateMoves moves;
  @Autowired JournalEntries journal;
  @Autowired RunFixtures given;
  @Autowired VirtualTime time;
  @Autowired JdbcClient db;

  String trial;
  String calls;

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(trial, true);
    if (calls != null) {
      repository.deleteDeployment(calls, true);
    }
  }

  @Test
  void openVisitsThatAreDueOnADateMoveWithItAndSoDoTheirTasksAndReminders() {
    deployCalls();
    given.known(given.person("Ada", null), "PHONE", "+12025550100");
    var run = start("trial-calls", "2026-03-31T14:00");
    time.runDue();
    assertVisitIsDue(dates.get(run, "remindEve").at());
    moves.move(run, "start", "2026-04-09T10:00", "ops");
    assertThat(dates.get(run, "remindEve").local()).isEqualTo("2026-04-08T10:00");
    assertVisitIsDue(dates.get(run, "remindEve").at());
    moves.move(run, "remindEve", "2026-04-07T11:00", "ops");
    assertVisitIsDue(Instant.parse("2026-04-07T09:00:00Z"));
    var other = start("trial-calls", "2026-04-09T10:00");
    time.runDue();
    moves.move(other, "start", "2026-05-04T10:00", "ops");
    assertVisitIsDue(Instant.parse("2026-04-07T09:00:00Z"));
  }

  @Test
  void aDateThatWasLeftOutComesBackIfTheEventMovesFarAheadInTime() {
    trial = TrialEvent.deploy(repository);
    given.person("Ada", null);
    var run = start(TrialEvent.SOP, "2026-03-04T14:00");
    assertThat(dates.get(run, "announce").isDropped()).isTrue();
    moves.move(run, "start", "2026-03-31T14:00", "ops");
    assertThat(dates.get(run, "announce").state()).isEqualTo(RunDate.State.PLANNED);
    assertThat(journal.ofRun(run, 50))
        .extracting(JournalEntries.Entry::text)
        .contains("“Announcement” was left out and is back: 2026-03-24 09:00 Europe/Berlin");
    assertThat(journal.dueFrom(LocalDate.of(2026, 3, 2), run, 50))
        .anyMatch(day -> day.dueOn().equals(LocalDate.of(2026, 3, 24)));
    time.advanceTo(Instant.parse("2026-03-24T07:00:00Z"));
    assertThat(tagged()).isZero();
    time.advanceTo(Instant.parse("2026-03-24T08:00:00Z"));
    assertThat(tagged()).isOne();
  }

  @Test
  void aDateThatTheRunHasGonePastStaysLeftOut() {
    trial = TrialEvent.deploy(repository);
    var run = start(TrialEvent.SOP, "2026-03-04T14:00");
    time.runDue();
    var before = dates.get(run, "announce");
    moves.move(run, "start", "2026-03-31T14:00", "ops");
    assertThat(dates.get(run, "announce")).isEqualTo(before);
    assertThat(dates.get(run, "remindEve").local()).isEqualTo("2026-03-30T10:00");
  }

  private void assertVisitIsDue(Instant at) {
    var visit =
        db.sql("select due_at from visit order by id fetch first row only")
            .query((row, n) -> DbTime.instant(row, "due_at"))
            .single();
    var task = tasks.createTaskQuery().taskName("Visit contact").orderByTaskCreateTime().asc();
    var reminder = jobs.createJobQuery().timers().processDefinitionKey("follow-up-visit").list();
    assertThat(visit).isEqualTo(at);
    assertThat(task.list().get(0).getDueDate()).isEqualTo(at);
    assertThat(reminder).anyMatch(job -> job.getDuedate().toInstant().equals(at));
  }

  private long tagged() {
    return db.sql("select count(*) from contact_tag").query(Long.class).single();
  }

  private long start(String sop, String at) {
    var variables = Map.<String, Object>of("eventStart", at, "eventZone", "Europe/Berlin");
    return control.start(new RunOrder(sop, "everyone", null, variables, null, "ops")).id();
  }

  private void deployCalls() {
    trial = TrialEvent.deploy(repository);
    var model =
        Bpmn.createExecutableProcess("trial-calls")
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_PlanDates")
            .camundaDelegateExpression("${planBackwards}")
            .camundaInputParameter("planTable", "trial-dates")
            .camundaInputParameter("anchor", "${eventStart}")
            .camundaInputParameter("zone", "${eventZone}")
            .serviceTask("Task_EnrolGuests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_StartCalls")
            .camundaDelegateExpression("${startVisits}")
            .camundaAsyncBefore()
            .camundaInputParameter("part", "follow-up-visit")
            .camundaInputParameter("priorityTable", "visit-priority")
            .camundaInputParameter("dueAt", "${plan.of(runId, 'remindEve')}")
            .camundaInputParameter("atMost", "500")
            .userTask("Task_Wait")
            .endEvent("EndEvent_Done")
            .done();
    calls =
        repository.createDeployment().addModelInstance("trial-calls.bpmn", model).deploy().getId();
  }
}
