package dev.sopflow.step;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Enters what came of asking somebody to connect in a chat, in the transaction of the task. */
@Component("recordConnection")
class RecordConnection implements JavaDelegate {

  private final ConnectionReports reports;

  RecordConnection(ConnectionReports reports) {
    this.reports = reports;
  }

  @Override
  public void execute(DelegateExecution execution) {
    reports.enter(new Inputs(execution), Inputs.answeredBefore(execution));
    execution.removeVariables(List.of("connection", "chatId", "note"));
  }
}
