package dev.sopflow.engine;

import dev.sopflow.access.Roles;
import dev.sopflow.run.RunEngine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** The open tasks of runs and of their visits. */
@Component
class RunTasks {

  /** The variable that only a visit's process has. */
  static final String VISIT_ID = "visitId";

  private static final String OF_RUNS =
      """
      select t.* from ACT_RU_TASK t
      where t.SUSPENSION_STATE_ = 1
        and exists (select 1 from ACT_RU_VARIABLE v
          where v.PROC_INST_ID_ = t.PROC_INST_ID_ and v.NAME_ = #{runId})
        and not exists (select 1 from ACT_RU_VARIABLE v
          where v.PROC_INST_ID_ = t.PROC_INST_ID_ and v.NAME_ = #{visitId})
      order by case when t.DUE_DATE_ is null then 1 else 0 end, t.DUE_DATE_, t.CREATE_TIME_
      """;

  private final TaskService tasks;
  private final RuntimeService runtime;

  RunTasks(TaskService tasks, RuntimeService runtime) {
    this.tasks = tasks;
    this.runtime = runtime;
  }

  /** Task ids by process instance. */
  Map<String, RunEngine.VisitTask> ofVisits(Collection<String> processInstanceIds) {
    if (processInstanceIds.isEmpty()) {
      return Map.of();
    }
    return tasks
        .createTaskQuery()
        .processInstanceIdIn(processInstanceIds.toArray(String[]::new))
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                Task::getProcessInstanceId,
                task -> new RunEngine.VisitTask(task.getId(), task.getName()),
                (one, other) -> one));
  }

  void unassign(Collection<String> processInstanceIds, String user) {
    if (processInstanceIds.isEmpty()) {
      return;
    }
    tasks
        .createTaskQuery()
        .processInstanceIdIn(processInstanceIds.toArray(String[]::new))
        .taskAssignee(user)
        .list()
        .forEach(task -> open(task.getId()));
  }

  private void open(String taskId) {
    tasks.setAssignee(taskId, null);
    var candidates = tasks.getIdentityLinksForTask(taskId);
    if (candidates.stream().noneMatch(link -> Roles.REP.equals(link.getGroupId()))) {
      tasks.addCandidateGroup(taskId, Roles.REP);
    }
  }

  List<RunEngine.Waiting> ofRuns() {
    var waiting = waiting();
    var runs = runsOf(waiting.stream().map(Task::getProcessInstanceId).toArray(String[]::new));
    return waiting.stream()
        // A colleague may have done it since.
        .filter(task -> runs.containsKey(task.getProcessInstanceId()))
        .map(task -> waiting(task, runs.get(task.getProcessInstanceId())))
        .toList();
  }

  private List<Task> waiting() {
    return tasks
        .createNativeTaskQuery()
        .sql(OF_RUNS)
        .parameter("runId", RunListener.RUN_ID)
        .parameter("visitId", VISIT_ID)
        .list();
  }

  /** Run ids by process instance. */
  private Map<String, Long> runsOf(String... processInstanceIds) {
    if (processInstanceIds.length == 0) {
      return Map.of();
    }
    return runtime
        .createVariableInstanceQuery()
        .processInstanceIdIn(processInstanceIds)
        .variableName(RunListener.RUN_ID)
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                VariableInstance::getProcessInstanceId,
                variable -> (Long) variable.getValue(),
                (one, other) -> one));
  }

  private static RunEngine.Waiting waiting(Task task, Long run) {
    var due = task.getDueDate();
    return new RunEngine.Waiting(
        task.getId(), task.getName(), run, due == null ? null : due.toInstant());
  }
}
