package dev.sopflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.MarkAct;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Marks that change while a message waits for its hour: it is 9:00 in Berlin, mail goes later. */
@SopflowTest
class MeantForTest {

  @Autowired RepositoryService repository;
  @Autowired RunControl control;
  @Autowired VirtualTime time;
  @Autowired Clock clock;
  @Autowired Marks marks;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  String deployment;
  long run;
  long ada;
  long bea;

  @BeforeEach
  void aMessageToWhoIsNotInvalidWaits() {
    var model =
        Bpmn.createExecutableProcess("trial-meant")
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_EnrolGuests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_SendWord")
            .camundaDelegateExpression("${send}")
            .camundaAsyncBefore()
            .camundaInputParameter("piece", "first-reply")
            .camundaInputParameter("channels", "EMAIL")
            .camundaInputParameter("usefulFor", "P3D")
            .camundaInputParameter("who", "!screen=invalid,!registered=yes")
            .userTask("Task_Wait")
            .endEvent("EndEvent_Done")
            .done();
    deployment =
        repository.createDeployment().addModelInstance("trial-meant.bpmn", model).deploy().getId();
    ada = given.person("Ada", null);
    bea = given.person("Bea", null);
    run = control.start(new RunOrder("trial-meant", "everyone", null, Map.of(), null, "ops")).id();
    time.runDue();
    assertThat(fate(ada)).isEqualTo("PLANNED");
  }

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void whoIsMarkedInvalidWhileAMessageWaitsDoesNotGetIt() {
    mark(ada, "screen", "invalid");
    tomorrow();
    assertThat(fate(ada)).isEqualTo("DROPPED NOT_MEANT");
    assertThat(fate(bea)).isEqualTo("SENT");
  }

  @Test
  void whoRegistersWhileAMessageWaitsDoesNotGetIt() {
    mark(bea, "registered", "yes");
    tomorrow();
    assertThat(fate(ada)).isEqualTo("SENT");
    assertThat(fate(bea)).isEqualTo("DROPPED NOT_MEANT");
  }

  @Test
  void aMarkThatIsTakenBackInTimeHasChangedNothing() {
    var act = mark(ada, "screen", "invalid");
    marks.undo(run, act.id(), "ops");
    mark(bea, "screen", "invalid");
    tomorrow();
    assertThat(fate(ada)).isEqualTo("SENT");
    marks.set(begin(), ContactSet.of(bea), "screen", null, null);
    tomorrow();
    assertThat(fate(bea)).isEqualTo("DROPPED NOT_MEANT");
  }

  private MarkAct mark(long contact, String mark, String value) {
    var act = begin();
    marks.set(act, ContactSet.of(contact), mark, value, null);
    return act;
  }

  private MarkAct begin() {
    return marks.begin(run, MarkSource.PERSON, "ops", null);
  }

  private void tomorrow() {
    time.advanceTo(clock.instant().plus(Duration.ofDays(1)));
  }

  private String fate(long contact) {
    return db.sql(
            "select trim(state || ' ' || coalesce(reason, '')) from touch where contact_id = :id")
        .param("id", contact)
        .query(String.class)
        .single();
  }
}
