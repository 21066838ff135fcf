package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.audience.UnknownAudience;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.journal.JournalEntries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class RunControlTest {

  @Autowired RunControl control;
  @Autowired Runs runs;
  @Autowired RunFixtures given;
  @Autowired VirtualTime time;
  @Autowired JournalEntries journal;
  @Autowired RuntimeService processes;
  @Autowired TaskService tasks;
  @Autowired VisitList waiting;
  @Autowired JdbcClient db;

  long ada;

  @BeforeEach
  void somebody() {
    ada = given.person("Ada", "rep1");
  }

  @Test
  void aRunStartsForHandPickedContactsAndOpensTheirVisits() {
    var run = started();
    assertThat(run.name()).isEqualTo("Nurture cadence 2026-03-02");
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ACTIVE");
    assertThat(visits("OPEN")).isEqualTo(1);
  }

  @Test
  void aPausedRunSendsNothing() {
    var run = started();
    plan(run.id());
    control.pause(run.id(), "ops");
    time.advanceTo(TestTime.START.plus(Duration.ofDays(9)));
    assertThat(touch(run.id())).isEqualTo("HELD");
    assertThat(runs.get(run.id()).state()).isEqualTo(RunState.PAUSED);
    assertThat(db.sql("select count(*) from touch").query(Integer.class).single()).isEqualTo(1);
    control.resume(run.id(), "ops");
    assertThat(touch(run.id())).isEqualTo("PLANNED");
  }

  @Test
  void aCancelledRunEndsWithAllThatBelongsToIt() {
    var run = started();
    plan(run.id());
    control.cancel(run.id(), "ops");
    assertThat(runs.get(run.id()).state()).isEqualTo(RunState.CANCELLED);
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ENDED");
    assertThat(touch(run.id())).isEqualTo("DROPPED");
    assertThat(visits("CANCELLED")).isEqualTo(1);
    assertThat(processes.createProcessInstanceQuery().count()).isZero();
    assertThat(journal.ofRun(run.id(), 1).get(0).text())
        .isEqualTo(
            "Cancelled “Nurture cadence 2026-03-02”; 1 messages dropped, 1 visits cancelled");
  }

  @Test
  void aRunWhoseProcessIsDeletedInTheEngineIsCancelled() {
    var run = started();
    plan(run.id());
    processes.deleteProcessInstance(run.processInstanceId(), "by hand", true);
    assertThat(runs.get(run.id()).state()).isEqualTo(RunState.CANCELLED);
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ENDED");
    assertThat(touch(run.id())).isEqualTo("DROPPED");
    assertThat(visits("CANCELLED")).isEqualTo(1);
    assertThat(processes.createProcessInstanceQuery().count()).isZero();
    assertThat(journal.ofRun(run.id(), 1).get(0).text()).contains("1 messages dropped");
  }

  @Test
  void aRunDeletedTogetherWithItsVisitsIsCancelled() {
    var run = started();
    var all =
        processes.createProcessInstanceQuery().rootProcessInstances().list().stream()
            .map(one -> one.getId())
            .toList();
    assertThat(all).hasSize(2);
    processes.deleteProcessInstances(all, "by hand", false, true);
    assertThat(runs.get(run.id()).state()).isEqualTo(RunState.CANCELLED);
    assertThat(visits("CANCELLED")).isEqualTo(1);
    assertThat(processes.createProcessInstanceQuery().count()).isZero();
  }

  @Test
  void aVisitWhoseProcessIsDeletedInTheEngineIsCancelled() {
    var run = started();
    var visit = db.sql("select process_instance_id from visit").query(String.class).single();
    processes.deleteProcessInstance(visit, "by hand");
    assertThat(visits("CANCELLED")).isEqualTo(1);
    assertThat(runs.get(run.id()).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aRunThatComesToItsEndStillSendsWhatIsPlannedAndKeepsItsVisits() {
    var run = started();
    plan(run.id());
    control.ended(run.processInstanceId(), false);
    assertThat(touch(run.id())).isEqualTo("PLANNED");
    assertThat(waiting.of("rep1", null, TestTime.START.plus(Duration.ofDays(9)), 9)).hasSize(1);
    assertThat(waiting.countOverdue()).isZero();
    time.advanceTo(TestTime.START.plus(Duration.ofDays(2)));
    assertThat(waiting.countOverdue()).isEqualTo(1);
  }

  @Test
  void aRunThatIsStoppedSendsNoMoreAndKeepsItsVisits() {
    var run = started();
    plan(run.id());
    control.ended(run.processInstanceId(), true);
    assertThat(touch(run.id())).isEqualTo("DROPPED");
    assertThat(visits("OPEN")).isEqualTo(1);
    assertThat(journal.ofRun(run.id(), 1).get(0).text()).contains("was stopped; 1 messages");
  }

  @Test
  void aVisitAfterTheRunsEndStillMovesItsContact() {
    var run = started();
    control.ended(run.processInstanceId(), false);
    var task = tasks.createTaskQuery().taskName("Visit contact").singleResult();
    tasks.complete(task.getId(), Map.of("outcome", "CONVERTED", "channel", "CALL"));
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("CONVERTED");
    assertThat(visits("DONE")).isEqualTo(1);
  }

  @Test
  void aRefusalAfterTheRunsEndIsCountedAsOne() {
    var run = started();
    control.ended(run.processInstanceId(), false);
    var task = tasks.createTaskQuery().taskName("Visit contact").singleResult();
    tasks.complete(task.getId(), Map.of("outcome", "REFUSED", "channel", "CALL"));
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("OPTED_OUT");
  }

  @Test
  void aTaskKeepsItsRunWhateverIsSentWithIt() {
    var run = started();
    var task = tasks.createTaskQuery().taskName("Visit contact").singleResult();
    tasks.complete(task.getId(), Map.of("outcome", "NO_ANSWER", "runId", 7L));
    assertThat(
            processes.createVariableInstanceQuery().variableName("runId").list().stream()
                .map(one -> one.getValue()))
        .isNotEmpty()
        .containsOnly(run.id());
  }

  @Test
  void aPausedRunThatIsCancelledIsForgottenByTheDispatcher() {
    var run = started();
    control.pause(run.id(), "ops");
    control.cancel(run.id(), "ops");
    assertThat(db.sql("select count(*) from held_run").query(Integer.class).single()).isZero();
  }

  @Test
  void aRunThatIsNamedLikeAVerdictKeepsItsName() {
    control.start(new RunOrder(sop(), null, List.of(ada), null, "STOP", "ops"));
    var run = runs.list(0, 1).get(0);
    assertThat(journal.ofRun(run.id(), 1).get(0).text()).contains("“STOP”");
  }

  @Test
  void whatDoesNotGoWithTheStateIsRefusedByName() {
    var run = started();
    assertThatThrownBy(() -> control.resume(run.id(), "ops"))
        .isInstanceOf(WrongState.class)
        .hasMessageContaining("is running; only a paused one can be resumed");
    control.cancel(run.id(), "ops");
    assertThatThrownBy(() -> control.pause(run.id(), "ops"))
        .hasMessageContaining("is cancelled; only a running one can be paused");
    assertThatThrownBy(() -> control.cancel(run.id(), "ops")).isInstanceOf(WrongState.class);
  }

  @Test
  void anOrderThatCannotBeMetLeavesNothingBehind() {
    assertThatThrownBy(() -> control.start(order("no-such-sop", null, List.of(ada))))
        .isInstanceOf(UnknownSop.class);
    assertThatThrownBy(() -> control.start(order(sop(), "no-such-audience", null)))
        .isInstanceOf(UnknownAudience.class);
    assertThatThrownBy(() -> control.start(order(sop(), null, List.of(ada, 404L))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order(sop(), null, null)).hasMessageContaining("Say for whom");
    assertThat(runs.count()).isZero();
    assertThat(db.sql("select count(*) from audience").query(Integer.class).single()).isZero();
    assertThat(processes.createProcessInstanceQuery().count()).isZero();
  }

  @Test
  void peoplesDataCannotBecomeVariables() {
    var people = new RunOrder(sop(), null, List.of(ada), Map.of("who", List.of("A")), null, "o");
    assertThatThrownBy(() -> control.start(people))
        .hasMessageContaining("'who' must be a text, a number, a date, true or false");
    assertThat(runs.count()).isZero();
    assertThatThrownBy(() -> new RunOrder("x", "y", null, Map.of("runId", 1), null, "o"))
        .hasMessageContaining("Leave out the variable 'runId'");
  }

  private Run started() {
    var run = control.start(order(sop(), null, List.of(ada)));
    time.runDue();
    return run;
  }

  private String sop() {
    return "nurture-cadence";
  }

  private static RunOrder order(String sop, String audience, List<Long> contacts) {
    return new RunOrder(sop, audience, contacts, null, null, "ops");
  }

  private void plan(long run) {
    var due = TestTime.START.plus(Duration.ofDays(8));
    db.sql(
            "insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,"
                + " due_at, useful_until, planned_at)"
                + " values (:run, 'test', 1, :ada, 'EMAIL', 'MARKETING', 'PLANNED', :due, :due, :due)")
        .param("run", run)
        .param("ada", ada)
        .param("due", due.atOffset(java.time.ZoneOffset.UTC))
        .update();
  }

  private String touch(long run) {
    return db.sql("select state from touch where run_id = :run and step = 'test'")
        .param("run", run)
        .query(String.class)
        .single();
  }

  private int visits(String state) {
    return db.sql("select count(*) from visit where state = :state")
        .param("state", state)
        .query(Integer.class)
        .single();
  }
}
