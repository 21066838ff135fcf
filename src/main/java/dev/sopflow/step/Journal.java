package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.journal.OpsJournal;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Enters a line in the ops journal. */
@Component("journal")
class Journal implements JavaDelegate {

  private final OpsJournal journal;

  Journal(OpsJournal journal) {
    this.journal = journal;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var in = new Inputs(execution);
    var dueOn = in.optional("dueOn").map(LocalDate::parse).orElse(null);
    journal.note(in.runId(), Actor.current(), in.text("text"), dueOn);
  }
}
