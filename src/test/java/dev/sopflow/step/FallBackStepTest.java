package dev.sopflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A model says by a field of its step what is done where a channel fails. */
@SopflowTest
class FallBackStepTest {

  @Autowired RepositoryService repository;
  @Autowired RunControl control;
  @Autowired VirtualTime time;
  @Autowired Clock clock;
  @Autowired Consents consents;
  @Autowired Suppressions suppressions;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  String deployment;

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void whoseAddressIsGivenUpWhileTheMessageWaitsGetsItByTheNextChannel() {
    var ada = given.person("Ada", null);
    consents.grant(ada, Channel.SMS, "form", "rep1");
    start("NEXT_CHANNEL");
    time.runDue();
    suppressions.suppress(
        new Identity(IdentityKind.EMAIL, "p" + ada + "@people.example"), "bounced");
    time.advanceTo(clock.instant().plus(Duration.ofDays(1)));
    assertThat(db.sql("select channel from touch order by way").query(String.class).list())
        .containsExactly("EMAIL", "SMS");
  }

  @Test
  void aWordThatTheFieldDoesNotKnowIsSaidWithItsStep() {
    given.person("Ada", null);
    start("TRY_HARDER");
    assertThatThrownBy(time::runDue)
        .hasMessageContainingAll("Send word", "onFailure", "NEXT_CHANNEL");
  }

  private void start(String onFailure) {
    var model =
        Bpmn.createExecutableProcess("trial-fall-back")
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_EnrolGuests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_SendWord")
            .name("Send word")
            .camundaDelegateExpression("${send}")
            .camundaAsyncBefore()
            .camundaInputParameter("piece", "event-moved")
            .camundaInputParameter("channels", "EMAIL,SMS")
            .camundaInputParameter("usefulFor", "P3D")
            .camundaInputParameter("onFailure", onFailure)
            .userTask("Task_Wait")
            .endEvent("EndEvent_Done")
            .done();
    deployment =
        repository
            .createDeployment()
            .addModelInstance("trial-fall-back.bpmn", model)
            .deploy()
            .getId();
    control.start(new RunOrder("trial-fall-back", "everyone", null, Map.of(), null, "ops"));
  }
}
