package dev.sopflow.run;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class ParticipantsTest {

  @Autowired Participants participants;
  @Autowired Runs runs;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired RepositoryService repository;
  @Autowired VirtualTime time;
  @Autowired JdbcClient db;

  @Test
  void aContactIsActiveAtMostOncePerSop() {
    var ada = given.person("Ada", null);
    var first = given.run("sop-a");
    var second = given.run("sop-a");
    assertThat(participants.enrol(first, EVERYBODY)).isEqualTo(1);
    assertThat(participants.enrol(second, EVERYBODY)).isZero();
    assertThat(given.stateIn(second, ada)).isEqualTo("not in the run");
  }

  @Test
  void aContactMayBeInTwoSopsAtOnceAndAgainAfterARunEnded() {
    given.person("Ada", null);
    var first = given.run("sop-a");
    participants.enrol(first, EVERYBODY);
    assertThat(participants.enrol(given.run("sop-b"), EVERYBODY)).isEqualTo(1);
    control.ended(runs.get(first).processInstanceId(), false);
    assertThat(participants.enrol(given.run("sop-a"), EVERYBODY)).isEqualTo(1);
  }

  @Test
  void aRunThatSharesItsPeopleTakesThoseOfOthersAndLeavesThemToOthers() {
    given.person("Ada", null);
    var plain = given.run("sop-a");
    assertThat(participants.enrol(given.sharing("sop-a"), EVERYBODY)).isEqualTo(1);
    assertThat(participants.enrol(plain, EVERYBODY)).isEqualTo(1);
    var second = given.sharing("sop-a");
    assertThat(participants.enrol(second, EVERYBODY)).isEqualTo(1);
    assertThat(participants.enrol(second, EVERYBODY)).isZero();
  }

  @Test
  void aModelSaysByAPropertyThatItSharesItsPeople() {
    given.person("Ada", null);
    for (var shares : List.of("true", "false")) {
      var model =
          Bpmn.createExecutableProcess("meeting")
              .camundaHistoryTimeToLiveString("P1D")
              .startEvent("StartEvent_Go")
              .serviceTask("Task_EnrolGuests")
              .camundaDelegateExpression("${enrol}")
              .camundaAsyncBefore()
              .camundaInputParameter("audience", "${audience}")
              .userTask("Task_Meet")
              .endEvent("EndEvent_Done")
              .done();
      var process = (Process) model.getModelElementById("meeting");
      process.builder().addExtensionElement(properties(model, "sharesPeople", shares));
      repository.createDeployment().addModelInstance("meeting.bpmn", model).deploy();
      for (var i = 0; i < 2; i++) {
        control.start(new RunOrder("meeting", "everyone", null, null, "Meeting", "ops"));
        time.runDue();
      }
    }
    assertThat(
            db.sql("select count(*) from participant group by run_id order by run_id")
                .query(Integer.class)
                .list())
        .as("both that share, and the first that does not")
        .containsExactly(1, 1, 1);
  }

  private static CamundaProperties properties(BpmnModelInstance model, String name, String value) {
    var property = model.newInstance(CamundaProperty.class);
    property.setCamundaName(name);
    property.setCamundaValue(value);
    var properties = model.newInstance(CamundaProperties.class);
    properties.getCamundaProperties().add(property);
    return properties;
  }

  @Test
  void enrollingTwiceChangesNothing() {
    given.person("Ada", null);
    var run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    assertThat(participants.enrol(run, EVERYBODY)).isZero();
  }

  @Test
  void whoRefusedEverythingStaysOut() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    var cid = given.person("Cid", null);
    given.refused(ada, "ALL");
    List.of("EMAIL", "SMS", "CALL", "CHAT").forEach(channel -> given.refused(bea, channel));
    given.refused(cid, "EMAIL");
    var run = given.run("sop-a");
    assertThat(participants.enrol(run, EVERYBODY)).isEqualTo(1);
    assertThat(given.stateIn(run, cid)).isEqualTo("ACTIVE");
  }

  @Test
  void aMarkIsReplacedAndPicksParticipants() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    var run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    assertThat(participants.mark(run, EVERYBODY, "attended", "no")).isEqualTo(2);
    assertThat(participants.mark(run, ContactSet.of(ada), "attended", "yes")).isEqualTo(1);
    assertThat(ids(participants.active(run, "attended=yes"))).containsExactly(ada);
    assertThat(ids(participants.active(run, "!attended=yes"))).containsExactly(bea);
    assertThat(ids(participants.active(run, null))).containsExactly(ada, bea);
  }

  @Test
  void aRunThatIsOverTakesNobodyIn() {
    given.person("Ada", null);
    var run = given.run("sop-a");
    control.ended(runs.get(run).processInstanceId(), false);
    assertThat(participants.enrol(run, EVERYBODY)).isZero();
    assertThat(participants.enrol(given.run("sop-a"), EVERYBODY)).isEqualTo(1);
  }

  @Test
  void aStrangerToTheRunGetsNoMark() {
    given.person("Ada", null);
    assertThat(participants.mark(given.run("sop-a"), EVERYBODY, "attended", "yes")).isZero();
  }

  @Test
  void aRunThatEndsEndsItsParticipants() {
    var ada = given.person("Ada", null);
    var run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    control.ended(runs.get(run).processInstanceId(), false);
    assertThat(given.stateIn(run, ada)).isEqualTo("ENDED");
    assertThat(runs.get(run).state()).isEqualTo(RunState.ENDED);
  }

  private List<Long> ids(ContactSet who) {
    return db.sql(who.sql() + " order by contact_id").params(who.params()).query(Long.class).list();
  }
}
