package dev.sopflow.worklist;

import dev.sopflow.run.Run;
import dev.sopflow.run.Runs;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** From tasks to the runs that they belong to, for those who may read the task. */
@Service
public class TaskRuns {

  private final ReadableTasks tasks;
  private final Runs runs;

  TaskRuns(ReadableTasks tasks, Runs runs) {
    this.tasks = tasks;
    this.runs = runs;
  }

  /** By task id; tasks that belong to no run, or are not for this user, are left out. */
  public Map<String, Run> of(Collection<String> taskIds, String user, List<String> groups) {
    return of(tasks.processesOf(taskIds, user, groups));
  }

  /** By task id, from process instance ids by task id. */
  Map<String, Run> of(Map<String, String> processes) {
    var ids = tasks.runsOf(processes.values());
    var known = runs.withIds(ids.values());
    var found = new HashMap<String, Run>();
    processes.forEach(
        (task, process) ->
            Optional.ofNullable(ids.get(process))
                .map(known::get)
                .ifPresent(run -> found.put(task, run)));
    return found;
  }
}
