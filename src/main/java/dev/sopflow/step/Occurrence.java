package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * Counts how often a run has come to a step, its called parts included. The count is a variable of
 * the run's own process, so a job that is tried again counts the same.
 */
final class Occurrence {

  private Occurrence() {}

  static int next(DelegateExecution execution) {
    var run = rootOf(execution);
    var counter = "occurrence_" + execution.getCurrentActivityId();
    var before = (Integer) run.getVariable(counter);
    var now = before == null ? 1 : before + 1;
    run.setVariable(counter, now);
    return now;
  }

  private static DelegateExecution rootOf(DelegateExecution execution) {
    var root = execution.getProcessInstance();
    while (root.getSuperExecution() != null) {
      root = root.getSuperExecution().getProcessInstance();
    }
    return root;
  }
}
