package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps what the run came to by now, for somebody to approve. */
@Component("review")
class Review implements JavaDelegate {

  private final ReviewSteps reviews;

  Review(ReviewSteps reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    reviews.take(new Inputs(execution));
  }
}
