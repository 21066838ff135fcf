package dev.sopflow.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.VariableScope;
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
    return value(
        () -> Context.getCommandContext().getExecutionManager().findExecutionById(executionId),
        expression);
  }

  /** The value as a process would see it that starts with these variables. */
  Object value(Map<String, Object> variables, String expression) {
    return value(() -> EnteredVariables.scope(variables), expression);
  }

  private Object value(Supplier<VariableScope> scope, String expression) {
    var configuration =
        (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
    return configuration
        .getCommandExecutorTxRequired()
        .execute(context -> expressions.createExpression(expression).getValue(scope.get()));
  }
}
