package dev.sopflow.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Puts {@link RunListener} at the start and the end of every process. */
class RunParseListener extends AbstractBpmnParseListener {

  private final RunListener runs;

  RunParseListener(RunListener runs) {
    this.runs = runs;
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    process.addListener(ExecutionListener.EVENTNAME_START, runs);
    process.addListener(ExecutionListener.EVENTNAME_END, runs);
  }
}
