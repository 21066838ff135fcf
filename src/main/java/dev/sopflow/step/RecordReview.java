package dev.sopflow.step;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Keeps what somebody made of the review, in the transaction that completes the task, and takes the
 * words out of the engine before they are stored there.
 */
@Component("recordReview")
class RecordReview implements JavaDelegate {

  private static final List<String> WORDS = List.of("lessons", "nextPlan", "colleagues");

  private final ReviewSteps reviews;

  RecordReview(ReviewSteps reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var approved = reviews.decide(Inputs.answeredBefore(execution));
    execution.setVariable("approved", approved);
    execution.removeVariables(WORDS);
  }
}
