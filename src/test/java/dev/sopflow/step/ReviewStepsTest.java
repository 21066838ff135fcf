package dev.sopflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Reviews;
import dev.sopflow.insight.RunReview;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.journal.Notices;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class ReviewStepsTest {

  private static final String SOP = "review-trial";

  @Autowired Reviews reviews;
  @Autowired RepositoryService repository;
  @Autowired RuntimeService processes;
  @Autowired TaskService tasks;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired VirtualTime time;
  @Autowired Notices notices;
  @Autowired JournalEntries journal;

  long run;

  @BeforeEach
  void aRunThatComesToItsReview() {
    given.person("Ada", null);
    given.person("Bea", null);
    run = started("Guest: guest=yes\nValid: !screen=invalid");
  }

  @Test
  void aModelTakesAReviewAndAPersonApprovesItWithLessonsForTheNext() {
    var taken = reviews.find(run).orElseThrow();
    assertThat(taken.approved()).isFalse();
    assertThat(taken.figures().order().stages()).hasSize(2);
    assertThat(taken.figures().funnel().all().levels().get(1).passed()).isEqualTo(2);

    approve(true, "Start earlier", "Two posters", "rep1, ops");

    var review = reviews.find(run).orElseThrow();
    assertThat(review)
        .extracting(RunReview::approved, RunReview::lessons, RunReview::nextPlan)
        .containsExactly(true, "Start earlier", "Two posters");
    assertThat(review.figures()).isEqualTo(taken.figures());
    for (var recipient : List.of("rep1", "ops")) {
      var note = notices.unread(List.of(recipient), 5).notices().get(0);
      assertThat(note.text()).contains("The review of “Trial” is approved");
      assertThat(note.page()).isEqualTo("/runs/" + run + "/review");
    }
    assertThat(notices.unread(List.of("rep"), 5).notices()).isEmpty();
    assertThat(journal.ofRun(run, 9).stream().map(JournalEntries.Entry::text))
        .contains("Took the review: 2 participants", "Approved the review");
    assertThat(processes.createProcessInstanceQuery().count()).isZero();
  }

  @Test
  void aReviewThatIsNotApprovedIsTakenAgainAndKeepsTheLessons() {
    approve(false, "Ask twice", null, "rep");
    time.runDue();
    var review = reviews.find(run).orElseThrow();
    assertThat(review.approved()).isFalse();
    assertThat(review.lessons()).isEqualTo("Ask twice");
    assertThat(notices.unread(List.of("rep"), 5).notices()).isEmpty();
    approve(true, null, null, null);
    assertThat(reviews.find(run).orElseThrow().approved()).isTrue();
  }

  @Test
  void whatPeopleSayOfAReviewDoesNotStayInTheEngine() {
    approve(false, "Ada asked for a refund", "Call her", "ops");
    assertThat(processes.createVariableInstanceQuery().list())
        .extracting(one -> one.getName())
        .contains("approved")
        .doesNotContain("lessons", "nextPlan", "colleagues");
  }

  @Test
  void anUnknownColleagueIsRefusedByNameAndTheTaskStays() {
    assertThatThrownBy(() -> approve(true, null, null, "rep1, nobody"))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("Nobody is called 'nobody'");
    assertThat(tasks.createTaskQuery().count()).isEqualTo(1);
    assertThat(reviews.find(run).orElseThrow().approved()).isFalse();
    assertThatThrownBy(() -> approve(true, "x".repeat(4001), null, null))
        .hasMessageContaining("The lessons: 4001 characters; at most 4000 fit");
  }

  @Test
  void aStageThatCannotBeReadStopsTheStepByName() {
    assertThatThrownBy(() -> started("Guest"))
        .hasMessageContaining("Step 'Take review': 'Guest' is no stage");
  }

  private long started(String stages) {
    var model =
        Bpmn.createExecutableProcess(SOP)
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_EnrolGuests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_MarkGuests")
            .camundaDelegateExpression("${mark}")
            .camundaInputParameter("markName", "guest")
            .camundaInputParameter("markValue", "yes")
            .serviceTask("Task_TakeReview")
            .name("Take review")
            .camundaDelegateExpression("${review}")
            .camundaAsyncBefore()
            .camundaInputParameter("stages", stages)
            .camundaInputParameter("reachedBy", "VISIT")
            .userTask("Task_ApproveReview")
            .camundaCandidateGroups("ops")
            .serviceTask("Task_RecordReview")
            .camundaDelegateExpression("${recordReview}")
            .exclusiveGateway("Gateway_Approved")
            .condition("yes", "${approved}")
            .endEvent("EndEvent_Done")
            .moveToNode("Gateway_Approved")
            .condition("no", "${!approved}")
            .connectTo("Task_TakeReview")
            .done();
    repository.createDeployment().addModelInstance(SOP + ".bpmn", model).deploy();
    var started = control.start(new RunOrder(SOP, "everyone", null, null, "Trial", "ops"));
    time.runDue();
    return started.id();
  }

  private void approve(boolean approved, String lessons, String nextPlan, String colleagues) {
    var answer = new java.util.HashMap<String, Object>(Map.of("approved", approved));
    answer.put("lessons", lessons);
    answer.put("nextPlan", nextPlan);
    answer.put("colleagues", colleagues);
    tasks.complete(tasks.createTaskQuery().singleResult().getId(), answer);
    time.runDue();
  }
}
