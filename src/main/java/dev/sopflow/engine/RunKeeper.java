package dev.sopflow.engine;

import dev.sopflow.run.Runs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps a process with its run when a task is completed, whatever a client sends along. */
@Component
class RunKeeper implements TaskListener {

  private final ObjectProvider<Runs> runs;

  /** A provider, because the room behind it is built on the engine that is just starting. */
  RunKeeper(ObjectProvider<Runs> runs) {
    this.runs = runs;
  }

  @Override
  public void notify(DelegateTask task) {
    var process = task.getExecution().getProcessInstance();
    runs.getObject().carriedBy(rootOf(process)).ifPresent(run -> keep(process, run));
  }

  private static void keep(DelegateExecution process, long run) {
    if (!Long.valueOf(run).equals(process.getVariable(RunListener.RUN_ID))) {
      process.setVariable(RunListener.RUN_ID, run);
    }
  }

  private static String rootOf(DelegateExecution process) {
    var root = process;
    while (root.getSuperExecution() != null) {
      root = root.getSuperExecution().getProcessInstance();
    }
    return root.getProcessInstanceId();
  }
}
