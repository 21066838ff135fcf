package dev.sopflow.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a model's expressions say where a process stands now. */
@Component
class RunExpressions {

  private final ObjectProvider<ProcessEngine> engine;
  private final ModelExpressions expressions;

  RunExpressions(ObjectProvider<ProcessEngine> engine, ModelExpressions expressions) {
    this.engine = engine;
    this.expressions = expressions;
  }

  /** The value as an execution sees it; a text without expression is itself. */
  Object value(String executionId, String expression) {
    var commands =
        ((ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration())
            .getCommandExecutorTxRequired();
    return commands.execute(
        context -> {
          var execution =
              Context.getCommandContext().getExecutionManager().findExecutionById(executionId);
          return expressions.createExpression(expression).getValue(execution);
        });
  }
}
