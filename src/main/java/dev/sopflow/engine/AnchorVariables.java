package dev.sopflow.engine;

import dev.sopflow.plan.Moments;
import dev.sopflow.time.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.springframework.stereotype.Component;

/** Variables that a plan's anchor came from, in every process of a run that holds them. */
@Component
class AnchorVariables {

  private final RuntimeService runtime;
  private final RunExpressions expressions;
  private final Zones zones;

  AnchorVariables(RuntimeService runtime, RunExpressions expressions, Zones zones) {
    this.runtime = runtime;
    this.expressions = expressions;
    this.zones = zones;
  }

  void move(PlanStep step, Collection<String> processes, Instant from, Instant to) {
    of(processes, step.anchorWords())
        .filter(one -> from.equals(instant(step, one)))
        .forEach(one -> set(step, one, to));
    of(processes, step.along()).forEach(one -> shift(step, one, from, to));
  }

  private Stream<VariableInstance> of(Collection<String> processes, Collection<String> names) {
    return runtime
        .createVariableInstanceQuery()
        .variableNameIn(names.toArray(String[]::new))
        .list()
        .stream()
        .filter(variable -> processes.contains(variable.getProcessInstanceId()));
  }

  /** As far as the anchor moved, on the clocks of its zone. */
  private void shift(PlanStep step, VariableInstance one, Instant from, Instant to) {
    var at = instant(step, one);
    if (at != null) {
      var zone = zone(step, one);
      var span =
          Duration.between(LocalDateTime.ofInstant(from, zone), LocalDateTime.ofInstant(to, zone));
      set(step, one, LocalDateTime.ofInstant(at, zone).plus(span).atZone(zone).toInstant());
    }
  }

  /** Null for what is no date. */
  private Instant instant(PlanStep step, VariableInstance one) {
    try {
      return one.getValue() == null ? null : Moments.read(one.getValue(), zone(step, one));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** In the form that it had before. */
  private void set(PlanStep step, VariableInstance one, Instant at) {
    runtime.setVariableLocal(
        one.getExecutionId(), one.getName(), like(one.getValue(), at, zone(step, one)));
  }

  private static Object like(Object before, Instant at, ZoneId zone) {
    if (before instanceof Date) {
      return Date.from(at);
    }
    return Moments.hasOffset(before.toString().strip())
        ? OffsetDateTime.ofInstant(at, zone).toString()
        : LocalDateTime.ofInstant(at, zone).toString();
  }

  private ZoneId zone(PlanStep step, VariableInstance one) {
    var id = expressions.value(one.getExecutionId(), step.zone());
    return zones.named(id == null ? null : id.toString()).orElse(ZoneId.of("UTC"));
  }
}
