package dev.sopflow.step;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Correction;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.NewMark;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.Screenings;
import dev.sopflow.run.VisitRound;
import dev.sopflow.run.Visits;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a table may lean on, be it there or not. */
@SopflowTest
class ScreeningFactsTest {

  @Autowired Screenings screenings;
  @Autowired Participants participants;
  @Autowired Marks marks;
  @Autowired Visits visits;
  @Autowired RunControl control;
  @Autowired TaskService tasks;
  @Autowired VirtualTime time;
  @Autowired RepositoryService repository;
  @Autowired RunFixtures given;
  @Autowired VirtualClock clock;

  long run;
  long ada;

  @BeforeEach
  void adaIsAGuest() {
    ada = given.person("Ada", "rep1");
    repository
        .createDeployment()
        .addClasspathResource("sop/impression.dmn")
        .addModelInstance("screen-impression.bpmn", model())
        .deploy();
    var order = new RunOrder("screen-impression", "everyone", null, null, "Trial", "ops");
    run = control.start(order).id();
    time.runDue();
  }

  private static BpmnModelInstance model() {
    return Bpmn.createExecutableProcess("screen-impression")
        .camundaHistoryTimeToLiveString("P1D")
        .name("Screen impression")
        .startEvent("StartEvent_Go")
        .serviceTask("Task_EnrolGuests")
        .camundaDelegateExpression("${enrol}")
        .camundaAsyncBefore()
        .camundaInputParameter("audience", "${audience}")
        .userTask("Task_Ready")
        .serviceTask("Task_ScreenGuests")
        .camundaDelegateExpression("${screen}")
        .camundaAsyncBefore()
        .camundaInputParameter("screenTable", "impression")
        .userTask("Task_Look")
        .endEvent("EndEvent_Done")
        .done();
  }

  @ParameterizedTest
  @CsvSource({
    "45, 0, strong",
    "45.5, , strong",
    "39, 2, asked",
    ", 1, asked",
    "-1, , ''",
    ", , ''",
    "about an hour, some, ''",
    "'<10', 3, asked"
  })
  void aTableComparesNumbersAndIsNotBrokenByMissingOrOddMarks(
      String watched, String questions, String impression) {
    mark("watchMinutes", watched);
    mark("questions", questions);
    screen();
    assertThat(values("impression")).isEqualTo(impression);
  }

  @Test
  void aTableKnowsWhoWasVisitedInThisRunAndWhenTheyTalkedLast() {
    mark("watchMinutes", "60");
    assertThat(facts(run))
        .containsEntry("visited", false)
        .containsEntry("daysSinceConversation", null);
    var round = new VisitRound(run, "day1", 1);
    var one = visits.candidates(round, ContactSet.of(ada), 1).get(0);
    var visit =
        visits.openAll(round, List.of(new Visits.Opening(one, 50, null, clock.instant()))).get(0);
    visits.report(
        visit,
        new Visits.Report(
            Visits.Outcome.LATER, Channel.CALL, null, new Correction(null, null, null)),
        "rep1");
    clock.moveTo(clock.instant().plus(Duration.ofDays(3)));
    assertThat(facts(run)).containsEntry("visited", true).containsEntry("daysSinceConversation", 3);
    screen();
    assertThat(values("impression")).isEmpty();
    assertThat(values("way")).isEqualTo("chat");
    var other = given.run("sop-b");
    participants.enrol(other, EVERYBODY);
    assertThat(facts(other))
        .containsEntry("visited", false)
        .containsEntry("daysSinceConversation", 3);
  }

  private void mark(String mark, String value) {
    if (value != null) {
      var act = marks.begin(run, MarkSource.LIST, "ops", null);
      marks.set(act, List.of(new NewMark(ada, mark, value, null)));
    }
  }

  private Map<String, Object> facts(long run) {
    var seen = new ArrayList<Map<String, Object>>();
    screenings.screen(
        run,
        ContactSet.of(ada),
        "Trial",
        facts -> {
          seen.add(facts);
          return List.of();
        });
    return seen.get(0);
  }

  private void screen() {
    tasks.complete(tasks.createTaskQuery().taskDefinitionKey("Task_Ready").singleResult().getId());
    time.runDue();
  }

  private String values(String mark) {
    return facts(run).get("marks") instanceof Map<?, ?> known && known.containsKey(mark)
        ? known.get(mark).toString()
        : "";
  }
}
