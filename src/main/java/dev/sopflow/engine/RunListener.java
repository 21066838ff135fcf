package dev.sopflow.engine;

import dev.sopflow.access.Actor;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFacts;
import dev.sopflow.run.Runs;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Opens the run of an SOP that starts, whoever starts it, and closes it when the SOP ends by itself
 * or is deleted. Parts of SOPs (called, or started by a step with the variable {@code runId})
 * belong to the run that they were started for.
 */
@Component
class RunListener implements ExecutionListener {

  static final String RUN_ID = "runId";
  static final String AUDIENCE = "audience";
  static final String NAME = "name";

  /** How links, lists and reports name the run. */
  static final String RUN_CODE = "runCode";

  /** When the run began: the day that timers count from. */
  static final String RUN_START = "runStart";

  private static final String SHARES_PEOPLE = "sharesPeople";

  private final Clock clock;
  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<RunControl> control;
  private final ObjectProvider<RunFacts> facts;
  private final StartChecks checks;

  /** Providers, because the rooms behind them are built on the engine that is just starting. */
  RunListener(
      Clock clock,
      ObjectProvider<Runs> runs,
      ObjectProvider<RunControl> control,
      ObjectProvider<RunFacts> facts,
      StartChecks checks) {
    this.facts = facts;
    this.clock = clock;
    this.runs = runs;
    this.control = control;
    this.checks = checks;
  }

  @Override
  public void notify(DelegateExecution execution) {
    if (isCalled(execution)) {
      return;
    }
    if (EVENTNAME_START.equals(execution.getEventName())) {
      started(execution);
    } else if (execution.isCanceled()) {
      control.getObject().deleted(execution.getProcessInstanceId(), Actor.current());
    } else if (isSop(definitionOf(execution))) {
      control.getObject().ended(execution.getProcessInstanceId(), isTerminated(execution));
    }
  }

  /** An end that terminates stops all that the run still does. */
  private static boolean isTerminated(DelegateExecution execution) {
    var model = execution.getBpmnModelInstance();
    var end = model.getModelElementById(execution.getCurrentActivityId());
    return end instanceof EndEvent event
        && event.getEventDefinitions().stream()
            .anyMatch(TerminateEventDefinition.class::isInstance);
  }

  private static boolean isCalled(DelegateExecution execution) {
    return execution.getSuperExecution() != null;
  }

  private void started(DelegateExecution execution) {
    var definition = definitionOf(execution);
    if (isSop(definition)) {
      open(execution, definition);
    } else if (execution.getVariable(RUN_ID) == null) {
      throw new BadUserRequestException(
          "'%s' is a part of SOPs and can't be started by itself".formatted(definition.getKey()));
    }
  }

  private void open(DelegateExecution execution, ProcessDefinition definition) {
    checks.check(execution.getVariables());
    var run =
        new Runs.Started(
            definition.getKey(),
            definition.getVersion(),
            StartChecks.text(execution.getVariable(NAME)),
            execution.getProcessInstanceId(),
            StartChecks.text(execution.getVariable(AUDIENCE)),
            sharesPeople(execution.getBpmnModelInstance(), definition.getKey()),
            Actor.current());
    var opened = runs.getObject().opened(run);
    facts.getObject().keep(opened.id(), execution.getVariables());
    execution.setVariable(RUN_ID, opened.id());
    execution.setVariable(RUN_CODE, opened.code());
    execution.setVariable(RUN_START, Date.from(clock.instant()));
  }

  /** The process says so by an extension property. */
  private static boolean sharesPeople(BpmnModelInstance model, String process) {
    return model.getModelElementById(process) instanceof Process sop
        && sop.getExtensionElements() != null
        && sop.getExtensionElements().getChildElementsByType(CamundaProperties.class).stream()
            .flatMap(properties -> properties.getCamundaProperties().stream())
            .filter(property -> SHARES_PEOPLE.equals(property.getCamundaName()))
            .anyMatch(property -> Boolean.parseBoolean(property.getCamundaValue()));
  }

  private static ProcessDefinition definitionOf(DelegateExecution execution) {
    return execution
        .getProcessEngineServices()
        .getRepositoryService()
        .getProcessDefinition(execution.getProcessDefinitionId());
  }

  private static boolean isSop(ProcessDefinition definition) {
    return definition.isStartableInTasklist();
  }
}
