package dev.sopflow.step;

import dev.sopflow.run.RunFacts;
import dev.sopflow.run.SendConditions;
import dev.sopflow.touch.ContentChoice;
import dev.sopflow.touch.Purpose;
import dev.sopflow.touch.SendPlan;
import dev.sopflow.touch.Touches;
import java.time.Clock;
import java.time.Instant;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.stereotype.Component;

/** Reads what a step wants to send, and plans it in the ledger. */
@Component
class SendPlans {

  /** What is done where a channel fails. */
  private enum OnFailure {
    NOTHING,
    NEXT_CHANNEL
  }

  private final Touches touches;
  private final Cohort cohort;
  private final RunFacts facts;
  private final SendConditions conditions;
  private final Clock clock;

  SendPlans(
      Touches touches, Cohort cohort, RunFacts facts, SendConditions conditions, Clock clock) {
    this.facts = facts;
    this.conditions = conditions;
    this.touches = touches;
    this.cohort = cohort;
    this.clock = clock;
  }

  Touches.Planned plan(Inputs in, int occurrence) {
    facts.keep(in.runId(), in.runVariables());
    var plan = read(in, occurrence);
    in.optional("who").ifPresent(who -> conditions.keep(in.runId(), in.step(), occurrence, who));
    return touches.plan(plan);
  }

  private SendPlan read(Inputs in, int occurrence) {
    var now = clock.instant();
    return new SendPlan(
        in.runId(),
        in.step(),
        occurrence,
        cohort.chosen(in),
        in.channels("channels"),
        content(in),
        in.optional("purpose")
            .map(said -> in.oneOf("purpose", Purpose.class))
            .orElse(Purpose.MARKETING),
        now,
        usefulUntil(in, now),
        in.optional("onFailure").isPresent()
            && in.oneOf("onFailure", OnFailure.class) == OnFailure.NEXT_CHANNEL);
  }

  /** The earlier of the two that the fields say. */
  private static Instant usefulUntil(Inputs in, Instant now) {
    var until = in.instant("usefulUntil");
    if (until.isPresent() && in.optional("usefulFor").isEmpty()) {
      return until.get();
    }
    var end = now.plus(in.span("usefulFor"));
    return until.filter(end::isAfter).orElse(end);
  }

  private static ContentChoice content(Inputs in) {
    try {
      return new ContentChoice(
          in.optional("piece").orElse(null),
          in.optional("contentStage").orElse(null),
          in.optional("topic").orElse(null));
    } catch (IllegalArgumentException e) {
      throw new BadUserRequestException("Step '%s': %s".formatted(in.name(), e.getMessage()));
    }
  }
}
