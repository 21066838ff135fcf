package dev.sopflow.engine;

import dev.sopflow.run.VisitReps;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps a visit with whoever has its task. */
@Component
class VisitKeeper implements TaskListener {

  private final ObjectProvider<VisitReps> visits;

  /** A provider, because the room behind it is built on the engine that is just starting. */
  VisitKeeper(ObjectProvider<VisitReps> visits) {
    this.visits = visits;
  }

  @Override
  public void notify(DelegateTask task) {
    visits.getObject().handed(task.getProcessInstanceId(), task.getAssignee());
  }
}
