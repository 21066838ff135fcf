package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.insight.ReviewOrder;
import dev.sopflow.insight.Reviews;
import dev.sopflow.insight.RunReview;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.stereotype.Component;

/** Reads what a review is to count, and what a person makes of it. */
@Component
class ReviewSteps {

  private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\s,;，；、\\[\\]]+");

  private final Reviews reviews;

  ReviewSteps(Reviews reviews) {
    this.reviews = reviews;
  }

  void take(Inputs in) {
    reviews.take(in.runId(), order(in), Actor.current());
  }

  /** Returns whether it is approved. */
  boolean decide(Inputs in) {
    try {
      var decision = decision(in);
      reviews.decide(in.runId(), decision, Actor.current());
      return decision.approved();
    } catch (IllegalArgumentException e) {
      throw new BadUserRequestException(e.getMessage(), e);
    }
  }

  private static ReviewOrder order(Inputs in) {
    try {
      return ReviewOrder.read(
          in.optional("stages").orElse(null),
          in.optional("reachedBy")
              .map(any -> in.oneOf("reachedBy", ReviewOrder.ReachedBy.class))
              .orElse(ReviewOrder.ReachedBy.TOUCH));
    } catch (IllegalArgumentException e) {
      throw new BadUserRequestException("Step '%s': %s".formatted(in.name(), e.getMessage()), e);
    }
  }

  private static RunReview.Decision decision(Inputs in) {
    return new RunReview.Decision(
        in.optional("approved").filter("true"::equals).isPresent(),
        in.optional("lessons").orElse(null),
        in.optional("nextPlan").orElse(null),
        in.optional("colleagues").map(ReviewSteps::names).orElse(Set.of()));
  }

  private static Set<String> names(String text) {
    return BETWEEN_NAMES
        .splitAsStream(text)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
