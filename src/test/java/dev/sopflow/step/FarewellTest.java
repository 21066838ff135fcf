package dev.sopflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.NewMark;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.RunState;
import dev.sopflow.run.Runs;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A run that is cancelled tells those who were promised something. */
@SopflowTest
class FarewellTest {

  @Autowired RunControl control;
  @Autowired Runs runs;
  @Autowired RunFixtures given;
  @Autowired Contents contents;
  @Autowired dev.sopflow.run.Marks marks;
  @Autowired VirtualTime time;
  @Autowired RepositoryService repository;
  @Autowired RuntimeService processes;
  @Autowired JournalEntries journal;
  @Autowired JdbcClient db;

  long ada;
  long bea;
  Run run;

  @BeforeEach
  void aRunWithAReminderAndVisitsToCome() {
    ada = given.person("Ada", null);
    bea = given.person("Bea", null);
    piece("reminder");
    piece("called-off");
    deploy();
    run = control.start(new RunOrder("farewell-trial", "everyone", null, null, "Trial", "ops"));
    time.runDue();
    var act = marks.begin(run.id(), MarkSource.PERSON, "ops", null);
    marks.set(act, List.of(new NewMark(ada, "registered", "yes", null)));
    assertThat(touches("reminder", "PLANNED")).isEqualTo(2);
    assertThat(visits("OPEN")).isEqualTo(2);
  }

  @Test
  void whatWasPlannedIsDroppedAndWhoRegisteredIsTold() {
    control.cancel(run.id(), "ops");
    assertThat(now().state()).isEqualTo(RunState.RUNNING);
    assertThat(now().calledOffBy()).isEqualTo("ops");
    assertThat(touches("reminder", "DROPPED")).isEqualTo(2);
    assertThat(visits("CANCELLED")).isEqualTo(2);
    assertThat(processes.createProcessInstanceQuery().count()).isEqualTo(1);
    time.advanceTo(TestTime.START.plus(Duration.ofDays(2)));
    assertThat(sentTo("called-off")).containsExactly(ada);
    assertThat(sentTo("reminder")).isEmpty();
    assertThat(now().state()).isEqualTo(RunState.CANCELLED);
    assertThat(now().endedAt()).isNotNull();
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ENDED");
    assertThat(journal.ofRun(run.id(), 9).stream().map(JournalEntries.Entry::text))
        .contains(
            "Cancelled “Trial”; 2 messages dropped, 2 visits cancelled; its farewell goes out");
  }

  @Test
  void aPausedRunSaysFarewellToo() {
    control.pause(run.id(), "ops");
    control.cancel(run.id(), "ops");
    time.advanceTo(TestTime.START.plus(Duration.ofDays(2)));
    assertThat(sentTo("called-off")).containsExactly(ada);
    assertThat(sentTo("reminder")).isEmpty();
    assertThat(now().state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void cancelledAgainItEndsAtOnce() {
    control.cancel(run.id(), "ops");
    assertThat(control.hasFarewell(now())).isFalse();
    control.cancel(run.id(), "ops");
    assertThat(now().state()).isEqualTo(RunState.CANCELLED);
    assertThat(processes.createProcessInstanceQuery().count()).isZero();
    time.advanceTo(TestTime.START.plus(Duration.ofDays(2)));
    assertThat(sentTo("called-off")).isEmpty();
  }

  private void deploy() {
    var process =
        Bpmn.createExecutableProcess("farewell-trial").camundaHistoryTimeToLiveString("P1D");
    farewellOf(process);
    var model =
        process
            .startEvent("StartEvent_Go")
            .serviceTask("Task_Enrol")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_Remind")
            .camundaDelegateExpression("${send}")
            .camundaInputParameter("piece", "reminder")
            .camundaInputParameter("channels", "EMAIL")
            .camundaInputParameter("usefulFor", "P9D")
            .serviceTask("Task_Visit")
            .camundaDelegateExpression("${startVisits}")
            .camundaInputParameter("part", "follow-up-visit")
            .camundaInputParameter("priorityTable", "visit-priority")
            .camundaInputParameter("atMost", "10")
            .camundaInputParameter("dueAt", "${calendar.now()}")
            .userTask("Task_Wait")
            .endEvent("EndEvent_Done")
            .done();
    repository.createDeployment().addModelInstance("farewell-trial.bpmn", model).deploy();
  }

  private static void farewellOf(ProcessBuilder process) {
    process
        .eventSubProcess("SubProcess_Farewell")
        .startEvent("StartEvent_CalledOff")
        .message(RunControl.CALLED_OFF)
        .serviceTask("Task_SayFarewell")
        .camundaDelegateExpression("${send}")
        .camundaAsyncBefore()
        .camundaInputParameter("piece", "called-off")
        .camundaInputParameter("channels", "EMAIL")
        .camundaInputParameter("usefulFor", "P9D")
        .camundaInputParameter("purpose", "TRANSACTIONAL")
        .camundaInputParameter("who", "registered=yes")
        .endEvent("EndEvent_FarewellSaid");
  }

  private void piece(String key) {
    contents.publish(
        new ContentDraft(
            key,
            null,
            key,
            new Marks(Stage.BRAND, null, null, Channel.EMAIL, "en", 100, null, null),
            new Words(key, "<p>{{ contact.name }}</p>", null),
            null),
        "ops");
  }

  private Run now() {
    return runs.get(run.id());
  }

  private int touches(String piece, String state) {
    return db.sql("select count(*) from touch where piece = :piece and state = :state")
        .param("piece", piece)
        .param("state", state)
        .query(Integer.class)
        .single();
  }

  private List<Long> sentTo(String piece) {
    return db.sql("select contact_id from touch where piece = :piece and state = 'SENT'")
        .param("piece", piece)
        .query(Long.class)
        .list();
  }

  private int visits(String state) {
    return db.sql("select count(*) from visit where state = :state")
        .param("state", state)
        .query(Integer.class)
        .single();
  }
}
