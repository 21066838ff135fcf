package dev.sopflow.worklist;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Which tasks a user may read, as the engine's rights say. */
@Component
class ReadableTasks {

  private static final String RUN_ID = "runId";

  private final TaskService tasks;
  private final RuntimeService processes;
  private final IdentityService identities;

  ReadableTasks(TaskService tasks, RuntimeService processes, IdentityService identities) {
    this.tasks = tasks;
    this.processes = processes;
    this.identities = identities;
  }

  /** Process instance ids by task id, without the tasks that {@code user} may not read. */
  Map<String, String> processesOf(Collection<String> taskIds, String user, List<String> groups) {
    if (taskIds.isEmpty()) {
      return Map.of();
    }
    var before = identities.getCurrentAuthentication();
    identities.setAuthentication(user, groups);
    try {
      var found = new HashMap<String, String>();
      tasks
          .createTaskQuery()
          .taskIdIn(taskIds.toArray(String[]::new))
          .listPage(0, taskIds.size())
          .forEach(task -> found.put(task.getId(), task.getProcessInstanceId()));
      return found;
    } finally {
      identities.setAuthentication(before);
    }
  }

  /** Ids of runs by process instance. */
  Map<String, Long> runsOf(Collection<String> processInstanceIds) {
    var found = new HashMap<String, Long>();
    if (!processInstanceIds.isEmpty()) {
      processes
          .createVariableInstanceQuery()
          .processInstanceIdIn(processInstanceIds.toArray(String[]::new))
          .variableName(RUN_ID)
          .list()
          .forEach(
              run -> found.put(run.getProcessInstanceId(), ((Number) run.getValue()).longValue()));
    }
    return found;
  }

  /** Those of these variables that the task's process has and that say something, as texts. */
  Map<String, String> of(String taskId, String... names) {
    var said = new HashMap<String, String>();
    tasks
        .getVariables(taskId, List.of(names))
        .forEach(
            (name, value) -> {
              if (value != null && !value.toString().isBlank()) {
                said.put(name, value.toString().strip());
              }
            });
    return said;
  }
}
