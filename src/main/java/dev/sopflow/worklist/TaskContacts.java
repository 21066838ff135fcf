package dev.sopflow.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** From tasks to the contacts that they are about, for those who may read the task. */
@Service
public class TaskContacts {

  private static final String BY_PROCESS =
      """
      select v.process_instance_id, v.id, v.run_id, v.contact_id, c.full_name,
        k.name as company, v.wording, v.ways
        from visit v
        join contact c on c.id = v.contact_id
        left join company k on k.id = c.company_id
       where v.process_instance_id in (:processes)
      """;

  private final ReadableTasks tasks;
  private final JdbcClient db;

  TaskContacts(ReadableTasks tasks, JdbcClient db) {
    this.tasks = tasks;
    this.db = db;
  }

  /** By task id; tasks that are not about a contact, or not for this user, are left out. */
  public Map<String, TaskContact> of(Collection<String> taskIds, String user, List<String> groups) {
    return of(tasks.processesOf(taskIds, user, groups));
  }

  /** By task id, from process instance ids by task id. */
  Map<String, TaskContact> of(Map<String, String> processes) {
    var found = byProcess(processes.values());
    var result = new HashMap<String, TaskContact>();
    processes.forEach(
        (task, process) ->
            Optional.ofNullable(found.get(process)).ifPresent(it -> result.put(task, it)));
    return result;
  }

  /** Whether the user may read the task at all. */
  public boolean mayRead(String taskId, String user, List<String> groups) {
    return !tasks.processesOf(List.of(taskId), user, groups).isEmpty();
  }

  private Map<String, TaskContact> byProcess(Collection<String> processes) {
    return processes.isEmpty()
        ? Map.of()
        : db
            .sql(BY_PROCESS)
            .param("processes", processes)
            .query((row, n) -> Map.entry(row.getString("process_instance_id"), contact(row)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static TaskContact contact(ResultSet row) throws SQLException {
    return new TaskContact(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getLong("contact_id"),
        row.getString("full_name"),
        row.getString("company"),
        row.getString("wording"),
        row.getString("ways"));
  }
}
