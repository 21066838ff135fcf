package dev.sopflow.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** Variables, timers and open tasks of processes that hang on a run's dates. */
@Component
class DateFollowers {

  /** Stands in every expression that asks for a date of the run. */
  static final String ASKS = "plan.";

  private final RuntimeService runtime;
  private final ManagementService jobs;
  private final TaskService tasks;
  private final RepositoryService repository;
  private final RunExpressions expressions;

  DateFollowers(
      RuntimeService runtime,
      ManagementService jobs,
      TaskService tasks,
      RepositoryService repository,
      RunExpressions expressions) {
    this.runtime = runtime;
    this.jobs = jobs;
    this.tasks = tasks;
    this.repository = repository;
    this.expressions = expressions;
  }

  /**
   * Lets processes follow that have one definition.
   *
   * @param moved from old dates to new ones
   */
  void follow(String definition, Set<String> processes, Map<Instant, Instant> moved) {
    var hangs = hangsOn(followVariables(definition, processes, moved));
    followTimers(definition, processes, hangs);
    followTasks(definition, processes, hangs);
  }

  private static Predicate<String> hangsOn(Collection<String> variables) {
    var asks = variables.stream().map(name -> "\\b" + Pattern.quote(name) + "\\b");
    var pattern = asks.reduce(Pattern.quote(ASKS), (one, other) -> one + "|" + other);
    return Pattern.compile(pattern).asPredicate();
  }

  /** The names of variables that held an old date; the anchor's own are moved elsewhere. */
  private Set<String> followVariables(
      String definition, Set<String> processes, Map<Instant, Instant> moved) {
    var anchors =
        PlanStep.in(repository.getBpmnModelInstance(definition))
            .map(PlanStep::variables)
            .orElse(Set.of());
    var names = new HashSet<String>();
    for (var one : dates(processes)) {
      var to = moved.get(((Date) one.getValue()).toInstant());
      if (to != null && !anchors.contains(one.getName())) {
        runtime.setVariableLocal(one.getExecutionId(), one.getName(), Date.from(to));
        names.add(one.getName());
      }
    }
    return names;
  }

  private Collection<VariableInstance> dates(Set<String> processes) {
    return runtime
        .createVariableInstanceQuery()
        .processInstanceIdIn(processes.toArray(String[]::new))
        .list()
        .stream()
        .filter(one -> one.getValue() instanceof Date)
        .toList();
  }

  private void followTimers(String definition, Set<String> processes, Predicate<String> hangs) {
    jobs.createJobDefinitionQuery().processDefinitionId(definition).list().stream()
        .filter(timer -> hangs.test(String.valueOf(timer.getJobConfiguration())))
        .flatMap(timer -> jobs.createJobQuery().jobDefinitionId(timer.getId()).list().stream())
        .filter(job -> processes.contains(job.getProcessInstanceId()))
        .forEach(job -> jobs.recalculateJobDuedate(job.getId(), false));
  }

  private void followTasks(String definition, Set<String> processes, Predicate<String> hangs) {
    var dueDates = dueDates(definition, hangs);
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
  private Map<String, String> dueDates(String definition, Predicate<String> hangs) {
    return repository
        .getBpmnModelInstance(definition)
        .getModelElementsByType(UserTask.class)
        .stream()
        .filter(task -> hangs.test(String.valueOf(task.getCamundaDueDate())))
        .collect(Collectors.toMap(UserTask::getId, UserTask::getCamundaDueDate));
  }

  private void follow(Task task, String dueDate) {
    if (expressions.value(task.getExecutionId(), dueDate) instanceof Date due
        && !due.equals(task.getDueDate())) {
      task.setDueDate(due);
      tasks.saveTask(task);
    }
  }
}
