package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.run.Connections;
import dev.sopflow.run.Participants;
import dev.sopflow.run.Visits;
import dev.sopflow.run.Visits.Outcome;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.stereotype.Component;

/** Reads what a rep answered on asking somebody to connect, and enters it. */
@Component
class ConnectionReports {

  private final Connections connections;
  private final Visits visits;
  private final Participants participants;

  ConnectionReports(Connections connections, Visits visits, Participants participants) {
    this.connections = connections;
    this.visits = visits;
    this.participants = participants;
  }

  /** What can't be taken refuses the completion of the task. */
  void enter(Inputs model, Inputs answers) {
    try {
      var report =
          new Connections.Report(
              answers.oneOf("connection", Outcome.class),
              answers.optional("chatId").orElse(null),
              answers.optional("note").orElse(null));
      var visit = visits.ofProcess(model.execution().getProcessInstanceId());
      var who = connections.report(visit, report, Actor.current());
      model
          .optional("markName")
          .filter(mark -> report.outcome() == Outcome.ADDED)
          .ifPresent(mark -> participants.mark(model.runId(), who, mark, model.text("markValue")));
    } catch (IllegalArgumentException e) {
      throw new BadUserRequestException(e.getMessage());
    }
  }
}
