package dev.sopflow.engine;

import dev.sopflow.access.Actor;
import dev.sopflow.audience.Audiences;
import dev.sopflow.audience.UnknownAudience;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.Runs;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.repository.ProcessDefinition;
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

  /** When the run began: the day that timers count from. */
  static final String RUN_START = "runStart";

  private final Clock clock;
  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<RunControl> control;
  private final ObjectProvider<Audiences> audiences;

  /** Providers, because the rooms behind them are built on the engine that is just starting. */
  RunListener(
      Clock clock,
      ObjectProvider<Runs> runs,
      ObjectProvider<RunControl> control,
      ObjectProvider<Audiences> audiences) {
    this.clock = clock;
    this.runs = runs;
    this.control = control;
    this.audiences = audiences;
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
      runs.getObject().ended(execution.getProcessInstanceId());
    }
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
    if (execution.getVariable(RUN_ID) != null) {
      throw new BadUserRequestException("Leave out 'runId': a new run gets its own");
    }
    var audience = text(execution, AUDIENCE);
    if (audience != null && !audiences.getObject().exists(audience)) {
      throw new BadUserRequestException(new UnknownAudience(audience).getMessage());
    }
    var run =
        new Runs.Started(
            definition.getKey(),
            definition.getVersion(),
            text(execution, NAME),
            execution.getProcessInstanceId(),
            audience,
            Actor.current());
    execution.setVariable(RUN_ID, runs.getObject().opened(run));
    execution.setVariable(RUN_START, Date.from(clock.instant()));
  }

  private static String text(DelegateExecution execution, String variable) {
    var value = execution.getVariable(variable);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
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
