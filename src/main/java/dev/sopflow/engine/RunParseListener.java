package dev.sopflow.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Puts {@link RunListener} at the start and the end of every process and {@link RunKeeper} and
 * {@link VisitKeeper} behind every task; built in, so that nobody who deletes a process can choose
 * to skip it.
 */
@Component
class RunParseListener extends AbstractBpmnParseListener {

  private final RunListener runs;
  private final RunKeeper keeper;
  private final VisitKeeper visits;

  RunParseListener(RunListener runs, RunKeeper keeper, VisitKeeper visits) {
    this.runs = runs;
    this.keeper = keeper;
    this.visits = visits;
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    process.addBuiltInListener(ExecutionListener.EVENTNAME_START, runs);
    process.addBuiltInListener(ExecutionListener.EVENTNAME_END, runs);
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    var task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, keeper);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, visits);
  }
}
