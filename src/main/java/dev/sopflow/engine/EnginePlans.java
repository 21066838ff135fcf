package dev.sopflow.engine;

import dev.sopflow.plan.PlanEngine;
import dev.sopflow.plan.PlanOrder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Timers, tasks and variables of a run's processes, wherever they ask for the run's dates. */
@Component
class EnginePlans implements PlanEngine {

  private static final String MOVED = "DatesMoved";

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final AnchorVariables variables;
  private final DateFollowers dates;
  private final PassedDates passed;
  private final PlanDrafts drafts;
  private final Unchecked unchecked;

  EnginePlans(
      RuntimeService runtime,
      RepositoryService repository,
      AnchorVariables variables,
      DateFollowers dates,
      PassedDates passed,
      PlanDrafts drafts,
      Unchecked unchecked) {
    this.runtime = runtime;
    this.repository = repository;
    this.variables = variables;
    this.dates = dates;
    this.passed = passed;
    this.drafts = drafts;
    this.unchecked = unchecked;
  }

  @Override
  public Optional<PlanOrder> draft(String sop, Map<String, Object> entered) {
    return unchecked.call(() -> drafts.of(sop, entered));
  }

  @Override
  public boolean plans(String sop) {
    return unchecked.call(() -> drafts.stepOf(sop).isPresent());
  }

  @Override
  public void follow(long runId, Map<Instant, Instant> moved) {
    unchecked.run(
        () ->
            processesOf(runId)
                .forEach((definition, processes) -> dates.follow(definition, processes, moved)));
  }

  @Override
  public Set<String> passed(long runId) {
    return unchecked.call(() -> passed.of(runId));
  }

  @Override
  public void moveAnchor(long runId, Instant from, Instant to) {
    unchecked.run(
        () -> {
          var processes = processesOf(runId);
          var all = processes.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
          processes.keySet().stream()
              .flatMap(
                  definition -> PlanStep.in(repository.getBpmnModelInstance(definition)).stream())
              .forEach(step -> variables.move(step, all, from, to));
        });
  }

  @Override
  public void tellMoved(long runId) {
    unchecked.run(() -> processesOf(runId).values().forEach(this::tellMoved));
  }

  private void tellMoved(Set<String> processes) {
    runtime.createEventSubscriptionQuery().eventType("message").eventName(MOVED).list().stream()
        .filter(listener -> processes.contains(listener.getProcessInstanceId()))
        .forEach(listener -> runtime.messageEventReceived(MOVED, listener.getExecutionId()));
  }

  /** The run's processes by the definition that they follow. */
  private Map<String, Set<String>> processesOf(long runId) {
    return runtime
        .createProcessInstanceQuery()
        .variableValueEquals(RunListener.RUN_ID, runId)
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                ProcessInstance::getProcessDefinitionId,
                Collectors.mapping(ProcessInstance::getId, Collectors.toSet())));
  }
}
