package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Correction;
import dev.sopflow.run.Visits;
import dev.sopflow.run.Visits.Outcome;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Enters what a rep reported, in the transaction that completes the task, and takes the report out
 * of the engine before it is stored there. What can't be taken refuses the completion.
 */
@Component("recordVisit")
class RecordVisit implements JavaDelegate {

  private static final String TOPIC = "topic_";
  private static final List<String> REPORT =
      List.of("outcome", "channel", "note", "answer", "positionTitle", "companyName", "city");

  private final Visits visits;

  RecordVisit(Visits visits) {
    this.visits = visits;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    try {
      var report = read(Inputs.answeredBefore(execution));
      var visit = visits.ofProcess(execution.getProcessInstanceId());
      var attempts = visits.report(visit, report, Actor.current());
      execution.setVariable("attempts", attempts);
      var answered = report.outcome() != Outcome.NO_ANSWER;
      execution.setVariable("answered", answered);
      in.instant("dueAgainAt").filter(due -> !answered).ifPresent(due -> dueAgain(in, visit, due));
    } catch (IllegalArgumentException e) {
      throw new BadUserRequestException(e.getMessage());
    }
    execution.removeVariables(REPORT);
    execution.removeVariables(boxes(execution).toList());
  }

  private void dueAgain(Inputs in, long visit, Instant dueAt) {
    visits.dueAgain(visit, dueAt);
    in.execution().setVariable("dueAt", Date.from(dueAt));
  }

  private static Visits.Report read(Inputs in) {
    return new Visits.Report(
        in.oneOf("outcome", Outcome.class),
        in.optional("channel").map(any -> in.oneOf("channel", Channel.class)).orElse(null),
        in.optional("note").orElse(null),
        new Correction(
            in.optional("positionTitle").orElse(null),
            in.optional("companyName").orElse(null),
            in.optional("city").orElse(null)),
        topics(in.execution()),
        in.optional("answer").orElse(null));
  }

  /** The boxes that were ticked; a form may offer any. */
  private static Set<String> topics(DelegateExecution execution) {
    return boxes(execution)
        .filter(box -> Boolean.TRUE.equals(execution.getVariable(box)))
        .map(box -> box.substring(TOPIC.length()))
        .collect(Collectors.toSet());
  }

  private static Stream<String> boxes(DelegateExecution execution) {
    return execution.getVariableNames().stream().filter(name -> name.startsWith(TOPIC));
  }
}
