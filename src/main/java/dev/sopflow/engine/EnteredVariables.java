package dev.sopflow.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;

/** Variables that nobody has started a process with yet, for expressions that only read them. */
final class EnteredVariables implements InvocationHandler {

  private final Map<String, Object> variables;

  private EnteredVariables(Map<String, Object> variables) {
    this.variables = variables;
  }

  /** Calls itself {@code execution}, as models ask it what there is. */
  static VariableScope scope(Map<String, Object> variables) {
    return (VariableScope)
        Proxy.newProxyInstance(
            VariableScope.class.getClassLoader(),
            new Class<?>[] {VariableScope.class},
            new EnteredVariables(variables));
  }

  @Override
  public Object invoke(Object scope, Method method, Object[] args) {
    var isItself = args != null && args.length > 0 && "execution".equals(args[0]);
    return switch (method.getName()) {
      case "hasVariable" -> isItself || variables.containsKey(args[0]);
      case "getVariable" -> isItself ? scope : variables.get(args[0]);
      case "hashCode" -> System.identityHashCode(scope);
      case "equals" -> scope == args[0];
      case "toString" -> variables.keySet().toString();
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }
}
