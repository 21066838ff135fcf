package dev.sopflow.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Puts {@link RunListener} at the start and the end of every process; built in, so that nobody who
 * deletes a process can choose to skip it.
 */
class RunParseListener extends AbstractBpmnParseListener {

  private final RunListener runs;

  RunParseListener(RunListener runs) {
    this.runs = runs;
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    process.addBuiltInListener(ExecutionListener.EVENTNAME_START, runs);
    process.addBuiltInListener(ExecutionListener.EVENTNAME_END, runs);
  }
}
