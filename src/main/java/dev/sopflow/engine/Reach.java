package dev.sopflow.engine;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;

/**
 * How far an expression reaches from what it has: everything that is not listed here is refused,
 * because one step further lie the engine's services and Java itself.
 */
class Reach extends ELResolver {

  private static final Set<String> OF_A_PROCESS =
      Set.of("id", "businessKey", "processBusinessKey", "processInstanceId");

  private static final Map<Class<?>, Set<String>> METHODS =
      Map.of(
          VariableScope.class,
          Set.of("hasVariable", "getVariable", "getProcessInstanceId", "getProcessBusinessKey"),
          DelegateTask.class,
          Set.of("setName"),
          String.class,
          Set.of("length", "isEmpty", "contains", "startsWith", "endsWith", "trim"),
          Date.class,
          Set.of("before", "after", "getTime"),
          Iterable.class,
          Set.of("isEmpty", "size", "contains"));

  private final ELResolver objects = new BeanELResolver(true);
  private final Vocabulary vocabulary;

  Reach(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    var name = String.valueOf(property);
    if (base == null) {
      return named(context, name);
    }
    if (base instanceof VariableScope && OF_A_PROCESS.contains(name)) {
      return objects.getValue(context, base, name);
    }
    throw refusal(name);
  }

  private Object named(ELContext context, String name) {
    if (!vocabulary.has(name)) {
      return null;
    }
    context.setPropertyResolved(true);
    return vocabulary.bean(name);
  }

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
    var name = String.valueOf(method);
    if (isAllowed(base, name) || vocabulary.answers(base, name)) {
      return objects.invoke(context, base, name, types, arguments);
    }
    throw refusal(name);
  }

  private static boolean isAllowed(Object base, String method) {
    return METHODS.entrySet().stream()
        .anyMatch(kind -> kind.getKey().isInstance(base) && kind.getValue().contains(method));
  }

  private static ELException refusal(String name) {
    return new ELException(
        "An expression may not ask for '%s'; ask variables, calendar, plan or visit"
            .formatted(name));
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    throw refusal(String.valueOf(property));
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return Object.class;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return Collections.emptyIterator();
  }
}
