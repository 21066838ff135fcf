package dev.sopflow.insight;

import dev.sopflow.insight.ReviewOrder.ReachedBy;
import dev.sopflow.run.RunEngine;
import org.springframework.stereotype.Component;

/** What a run's model will have its review count, before it comes to that. */
@Component
public class ReviewOrders {

  private static final String STEP = "review";

  private final RunEngine engine;

  ReviewOrders(RunEngine engine) {
    this.engine = engine;
  }

  /** {@link ReviewOrder#PLAIN} if the model says nothing that could be read beforehand. */
  public ReviewOrder of(long runId) {
    var fields = engine.fieldsOf(runId, STEP);
    try {
      return ReviewOrder.read(
          fields.get("stages"),
          ReachedBy.valueOf(fields.getOrDefault("reachedBy", ReachedBy.TOUCH.name())));
    } catch (IllegalArgumentException later) {
      // An expression of the model, or a slip that the step itself will name.
      return ReviewOrder.PLAIN;
    }
  }
}
