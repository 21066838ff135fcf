package dev.sopflow.engine;

import dev.sopflow.run.RunEngine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
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
      order by t.CREATE_TIME_
      """;

  private final TaskService tasks;
  private final RuntimeService runtime;

  RunTasks(TaskService tasks, RuntimeService runtime) {
    this.tasks = tasks;
    this.runtime = runtime;
  }

  /** Task ids by process instance. */
  Map<String, String> ofVisits(Collection<String> processInstanceIds) {
    if (processInstanceIds.isEmpty()) {
      return Map.of();
    }
    return tasks
        .createTaskQuery()
        .processInstanceIdIn(processInstanceIds.toArray(String[]::new))
        .list()
        .stream()
        .collect(Collectors.toMap(Task::getProcessInstanceId, Task::getId, (one, other) -> one));
  }

  List<RunEngine.Waiting> ofRuns() {
    return tasks
        .createNativeTaskQuery()
        .sql(OF_RUNS)
        .parameter("runId", RunListener.RUN_ID)
        .parameter("visitId", VISIT_ID)
        .list()
        .stream()
        .map(this::waiting)
        .toList();
  }

  private RunEngine.Waiting waiting(Task task) {
    var run = (Long) runtime.getVariable(task.getExecutionId(), RunListener.RUN_ID);
    var due = task.getDueDate();
    return new RunEngine.Waiting(
        task.getId(), task.getName(), run, due == null ? null : due.toInstant());
  }
}
