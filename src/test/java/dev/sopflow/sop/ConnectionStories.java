package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A rep asks somebody who is not yet in the chat to connect there. */
abstract class ConnectionStories extends SopStories {

  private static final String SECRET = "wm-Ada-secret-17";

  @Autowired RepositoryService repository;

  @BeforeEach
  void oneConnectionIsWanted() {
    people(1);
    var model =
        Bpmn.createExecutableProcess("connect-trial")
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_EnrolGuests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_StartAdding")
            .camundaDelegateExpression("${startVisits}")
            .camundaAsyncBefore()
            .camundaInputParameter("part", "private-domain-add")
            .camundaInputParameter("priorityTable", "visit-priority")
            .camundaInputParameter("dueAt", "${calendar.dueAfter(calendar.now(), 'P2D')}")
            .camundaInputParameter("atMost", "500")
            .camundaInputParameter("channels", "CALL")
            .camundaInputParameter("wording", "why-connect")
            .camundaInputParameter("who", "!onWechat=yes")
            .userTask("Task_Wait")
            .endEvent("EndEvent_Done")
            .done();
    repository.createDeployment().addModelInstance("connect-trial.bpmn", model).deploy();
    start("connect-trial", Map.of());
  }

  @Test
  void whoWasAddedIsKnownByTheirIdAndMarkedAndNothingStaysInTheEngine() {
    assertThat(text("select wording from visit")).isEqualTo("why-connect");
    tasks.complete(
        onlyTask("Ask to connect").getId(),
        Map.of("connection", "ADDED", "chatId", " " + SECRET + " ", "note", "Glad: " + SECRET));
    assertThat(text("select state || ' ' || outcome from visit")).isEqualTo("DONE ADDED");
    assertThat(marks()).isEqualTo("connection=added onWechat=yes");
    assertThat(contacts.identitiesOf(count("select id from contact")))
        .contains(new Identity(IdentityKind.WECOM, SECRET));
    assertThat(text("select channel from touch")).isEqualTo("CHAT");
    assertThat(EngineTables.mentioning(db, SECRET)).isEmpty();
    assertThat(open("Ask to connect")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"NOT_ACCEPTED, not_accepted", "NOT_FOUND, not_found"})
  void whoWasNotAddedIsMarkedSoAndIsNoConversation(String outcome, String mark) {
    tasks.complete(onlyTask("Ask to connect").getId(), Map.of("connection", outcome));
    assertThat(marks()).isEqualTo("connection=" + mark);
    assertThat(text("select state || ' ' || outcome from visit")).isEqualTo("DONE " + outcome);
    assertThat(count("select count(*) from touch")).isZero();
  }

  @Test
  void whoIsNotAskedInTimeStaysInTheWorklistAndOpsIsTold() {
    goToDay(2);
    assertThat(count("select count(*) from notice")).isZero();
    goToDay(3);
    assertThat(text("select text from notice"))
        .isEqualTo("Somebody is still to be asked to connect; the task waits in the worklist.");
    tasks.complete(onlyTask("Ask to connect").getId(), Map.of("connection", "NOT_FOUND"));
    assertThat(text("select state from visit")).isEqualTo("DONE");
  }

  @Test
  void anIdOfSomebodyElseAndAnAnswerThatIsNoneRefuseTheCompletion() {
    contacts.add(Profile.named("Bea").with(IdentityKind.WECOM, SECRET), "test");
    var task = onlyTask("Ask to connect").getId();
    assertThatThrownBy(() -> tasks.complete(task, Map.of("connection", "ADDED", "chatId", SECRET)))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessage(
            SECRET + " belongs to another contact; look there whether it is the same person");
    assertThatThrownBy(() -> tasks.complete(task, Map.of("connection", "INTERESTED")))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessage("Choose what came of it");
    assertThat(text("select state from visit")).isEqualTo("OPEN");
  }

  private String marks() {
    return String.join(
        " ",
        db.sql("select mark || '=' || mark_value from participant_mark order by mark")
            .query(String.class)
            .list());
  }

  private String text(String sql) {
    return db.sql(sql).query(String.class).single();
  }
}
