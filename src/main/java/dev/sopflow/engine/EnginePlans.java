package dev.sopflow.engine;

import dev.sopflow.plan.PlanEngine;
import dev.sopflow.plan.PlanOrder;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** Timers, tasks and variables of a run's processes, wherever they ask for the run's dates. */
@Component
class EnginePlans implements PlanEngine {

  private static final String MOVED = "DatesMoved";

  /** Stands in every expression that asks for a date of the run. */
  private static final String ASKS = "plan.";

  private final RuntimeService runtime;
  private final ManagementService jobs;
  private final TaskService tasks;
  private final RepositoryService repository;
  private final AnchorVariables variables;
  private final RunExpressions expressions;
  private final PlanDrafts drafts;
  private final Unchecked unchecked;

  EnginePlans(
      RuntimeService runtime,
      ManagementService jobs,
      TaskService tasks,
      RepositoryService repository,
      AnchorVariables variables,
      RunExpressions expressions,
      PlanDrafts drafts,
      Unchecked unchecked) {
    this.runtime = runtime;
    this.jobs = jobs;
    this.tasks = tasks;
    this.repository = repository;
    this.variables = variables;
    this.expressions = expressions;
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
  public void follow(long runId) {
    unchecked.run(() -> processesOf(runId).forEach(this::follow));
  }

  private void follow(String definition, Set<String> processes) {
    followTimers(definition, processes);
    followTasks(definition, processes);
  }

  private void followTimers(String definition, Set<String> processes) {
    jobs.createJobDefinitionQuery().processDefinitionId(definition).list().stream()
        .filter(timer -> String.valueOf(timer.getJobConfiguration()).contains(ASKS))
        .flatMap(timer -> jobs.createJobQuery().jobDefinitionId(timer.getId()).list().stream())
        .filter(job -> processes.contains(job.getProcessInstanceId()))
        .forEach(job -> jobs.recalculateJobDuedate(job.getId(), false));
  }

  private void followTasks(String definition, Set<String> processes) {
    var dueDates = dueDates(definition);
    if (!dueDates.isEmpty()) {
      tasks
          .createTaskQuery()
          .processDefinitionId(definition)
          .taskDefinitionKeyIn(dueDates.keySet().toArray(String[]::new))
          .list()
          .stream()
          .filter(task -> processes.contains(task.getProcessInstanceId()))
          .forEach(task -> follow(task, dueDates.get(task.getTaskDefinitionKey())));
    }
  }

  /** By the task's id in the model. */
  private Map<String, String> dueDates(String definition) {
    return repository
        .getBpmnModelInstance(definition)
        .getModelElementsByType(UserTask.class)
        .stream()
        .filter(task -> String.valueOf(task.getCamundaDueDate()).contains(ASKS))
        .collect(Collectors.toMap(UserTask::getId, UserTask::getCamundaDueDate));
  }

  private void follow(Task task, String dueDate) {
    if (expressions.value(task.getExecutionId(), dueDate) instanceof Date due
        && !due.equals(task.getDueDate())) {
      task.setDueDate(due);
      tasks.saveTask(task);
    }
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
