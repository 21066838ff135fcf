package dev.sopflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.RunFigures;
import dev.sopflow.insight.Timelines;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rounds of visits with ways, capacity and an end, as a model uses them. */
@SopflowTest
class RoundsTest {

  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired RunControl control;
  @Autowired VirtualTime time;
  @Autowired Participants participants;
  @Autowired Timelines timelines;
  @Autowired RunFigures figures;
  @Autowired Consents consents;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  @Test
  void aRoundGoesOnAsRepsGetTheirHandsFreeAndNobodyIsVisitedTwice() {
    people(7, null);
    start("CALL,CHAT", "2");
    assertThat(visits("OPEN")).isEqualTo(4);
    assertThat(variable("visits")).isEqualTo(4);
    assertThat(variable("waiting")).isEqualTo(3);
    report("rep1", "INTERESTED");
    again();
    assertThat(variable("visits")).isEqualTo(1);
    assertThat(variable("waiting")).isEqualTo(2);
    report("rep1", "LATER");
    report("rep2", "LATER");
    report("rep1", "LATER");
    again();
    assertThat(variable("visits")).isEqualTo(2);
    assertThat(variable("waiting")).isEqualTo(0);
    assertThat(openPerRep()).allMatch(open -> open <= 2);
    end();
    assertThat(db.sql("select distinct contact_id from visit").query(Long.class).list()).hasSize(7);
    assertThat(visits("DONE")).isEqualTo(4);
    assertThat(variable("notReached")).isEqualTo(3);
  }

  @Test
  void whoseOwnRepHasNoHandFreeWaitsAndOthersComeUp() {
    people(3, "rep1");
    people(1, null);
    start("CALL", "1");
    assertThat(
            db.sql("select rep from visit where state = 'OPEN' order by rep")
                .query(String.class)
                .list())
        .containsExactly("rep1", "rep2");
    assertThat(variable("waiting")).isEqualTo(2);
  }

  @Test
  void aRoundByChatLeavesOutWhoHasOnlyAPhone() {
    var chat = given.person("Ada", null);
    var phone = given.person("Bea", null);
    given.unknown(phone, "WECOM");
    start("CHAT", "5");
    assertThat(contactsOf("OPEN")).containsExactly(chat);
    assertThat(contactsOf("SKIPPED")).containsExactly(phone);
    assertThat(runtime.getVariable(onlyVisit().getProcessInstanceId(), "ways")).isEqualTo("CHAT");
    assertThat(db.sql("select ways from visit where state = 'OPEN'").query(String.class).single())
        .isEqualTo("CHAT");
    again();
    assertThat(contactsOf("SKIPPED")).as("said once in a round").containsExactly(phone);
  }

  @Test
  void theEndOfARoundClosesItsVisitsAndForgetsNobody() {
    people(4, null);
    var run = start("CALL", "1");
    var gone = visits().get(0);
    tasks.complete(gone.getId(), Map.of("outcome", "LATER", "channel", "CALL"));
    end();
    assertThat(variable("notReached")).isEqualTo(3);
    assertThat(visits()).isEmpty();
    assertThat(marked("round=missed", run)).isEqualTo(3);
    assertThat(figures.visits(run)).containsEntry("ROUND_OVER", 3).containsEntry("LATER", 1);
    for (var missed : contactsOf("SKIPPED")) {
      assertThat(timelines.of(missed, 0, 10))
          .anyMatch(it -> it.text().equals("Left out of the visits: the round was over"));
    }
    for (var missed : contactsOf("CANCELLED")) {
      assertThat(timelines.of(missed, 0, 10))
          .anyMatch(it -> it.text().equals("Visit cancelled: the round was over"));
    }
    assertThat(
            db.sql("select args from journal_entry where code = 'journal.run.roundOver'")
                .query(String.class)
                .single())
        .isEqualTo("[\"1\",\"2\"]");
  }

  @Test
  void whoHadRepliedIsBackInTheCadenceWhenTheRoundEnds() {
    var ada = given.person("Ada", null);
    var run = start("CALL", "1");
    participants.replied(run, ada);
    end();
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
    assertThat(variable("notReached")).isEqualTo(1);
  }

  @Test
  void aCapacityOfNothingIsRefusedInPlainWords() {
    given.person("Ada", null);
    deploy("CALL", "0");
    control.start(new RunOrder("rounds-trial", "everyone", null, null, "Rounds", "ops"));
    assertThatThrownBy(time::runDue)
        .hasMessage("Step 'Start round': the field 'perRep' must be at least 1, not 0");
  }

  @Test
  void aRefusalOfChatEndsTheVisitsByChatOnly() {
    var ada = given.person("Ada", null);
    start("CHAT", "5");
    consents.refuse(ada, Channel.CALL, "phone", "rep1");
    assertThat(contactsOf("OPEN")).containsExactly(ada);
    consents.refuse(ada, Channel.CHAT, "chat", "rep1");
    assertThat(contactsOf("OPEN")).isEmpty();
    assertThat(visits()).isEmpty();
  }

  private void people(int count, String owner) {
    for (var i = 0; i < count; i++) {
      given.person("Person " + i, owner);
    }
  }

  private long start(String channels, String perRep) {
    deploy(channels, perRep);
    var run = control.start(new RunOrder("rounds-trial", "everyone", null, null, "Rounds", "ops"));
    time.runDue();
    return run.id();
  }

  private void deploy(String channels, String perRep) {
    var model =
        Bpmn.createExecutableProcess("rounds-trial")
            .camundaHistoryTimeToLiveString("P1D")
            .name("Rounds trial")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_EnrolGuests")
            .name("Enrol guests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_StartRound")
            .name("Start round")
            .camundaDelegateExpression("${startVisits}")
            .camundaAsyncBefore()
            .camundaInputParameter("part", "follow-up-visit")
            .camundaInputParameter("priorityTable", "visit-priority")
            .camundaInputParameter("dueAt", "${calendar.dueAfter(calendar.now(), 'P1D')}")
            .camundaInputParameter("atMost", "500")
            .camundaInputParameter("channels", channels)
            .camundaInputParameter("perRep", perRep)
            .userTask("Task_Wait")
            .name("Wait")
            .camundaCandidateGroups("ops")
            .exclusiveGateway("Gateway_Over")
            .condition("No", "${!over}")
            .connectTo("Task_StartRound")
            .moveToNode("Gateway_Over")
            .condition("Yes", "${over}")
            .serviceTask("Task_EndRound")
            .name("End round")
            .camundaDelegateExpression("${endVisits}")
            .camundaAsyncBefore()
            .camundaInputParameter("steps", "Task_StartRound, Task_Other")
            .camundaInputParameter("markName", "round")
            .camundaInputParameter("markValue", "missed")
            .userTask("Task_Stop")
            .endEvent("EndEvent_Done")
            .done();
    repository.createDeployment().addModelInstance("rounds-trial.bpmn", model).deploy();
  }

  private void again() {
    over(false);
  }

  private void end() {
    over(true);
  }

  private void over(boolean over) {
    var wait = tasks.createTaskQuery().taskDefinitionKey("Task_Wait").singleResult();
    tasks.complete(wait.getId(), new HashMap<>(Map.of("over", over)));
    time.runDue();
  }

  private void report(String rep, String outcome) {
    var task =
        tasks
            .createTaskQuery()
            .taskDefinitionKey("Task_VisitContact")
            .taskAssignee(rep)
            .listPage(0, 1)
            .get(0);
    tasks.complete(task.getId(), Map.of("outcome", outcome, "channel", "CALL"));
  }

  private List<Task> visits() {
    return tasks.createTaskQuery().taskDefinitionKey("Task_VisitContact").list();
  }

  private Task onlyVisit() {
    return tasks.createTaskQuery().taskDefinitionKey("Task_VisitContact").singleResult();
  }

  private Object variable(String name) {
    var process =
        runtime
            .createProcessInstanceQuery()
            .processDefinitionKey("rounds-trial")
            .singleResult()
            .getId();
    return runtime.getVariable(process, name);
  }

  private int visits(String state) {
    return contactsOf(state).size();
  }

  private List<Long> contactsOf(String state) {
    return db.sql("select contact_id from visit where state = :state order by contact_id")
        .param("state", state)
        .query(Long.class)
        .list();
  }

  private List<Integer> openPerRep() {
    return db.sql("select count(*) from visit where state = 'OPEN' group by rep")
        .query(Integer.class)
        .list();
  }

  private int marked(String filter, long run) {
    var who = participants.active(run, filter);
    return db.sql("select count(*) from (" + who.sql() + ") x")
        .params(who.params())
        .query(Integer.class)
        .single();
  }
}
