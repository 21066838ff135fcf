package dev.sopflow.step;

import dev.sopflow.run.Participants;
import dev.sopflow.touch.ContentChoice;
import dev.sopflow.touch.Purpose;
import dev.sopflow.touch.SendPlan;
import dev.sopflow.touch.Touches;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Plans a message to the run's participants; the ledger says whether and exactly when. */
@Component("send")
class Send implements JavaDelegate {

  private final Touches touches;
  private final Participants participants;
  private final Clock clock;

  Send(Touches touches, Participants participants, Clock clock) {
    this.touches = touches;
    this.participants = participants;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var planned = touches.plan(read(execution));
    execution.setVariable("planned", planned.planned());
    execution.setVariable("dropped", planned.dropped());
  }

  private SendPlan read(DelegateExecution execution) {
    var in = new Inputs(execution);
    var now = clock.instant();
    return new SendPlan(
        in.runId(),
        in.step(),
        Occurrence.next(execution),
        participants.active(in.runId(), in.optional("who").orElse(null)),
        in.channels("channels"),
        content(in),
        in.oneOf("purpose", Purpose.MARKETING),
        now,
        now.plus(in.span("usefulFor")));
  }

  private static ContentChoice content(Inputs in) {
    return new ContentChoice(
        in.optional("piece").orElse(null),
        in.optional("contentStage").orElse(null),
        in.optional("topic").orElse(null));
  }
}
