package dev.sopflow.crash.node;

import dev.sopflow.contact.ContactImports;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What colleagues do: bring in a list, start a run for it, and say that it is over. */
class Deeds {

  private final ContactImports imports;
  private final RunControl control;
  private final TaskService tasks;
  private final JdbcClient db;

  Deeds(ContactImports imports, RunControl control, TaskService tasks, JdbcClient db) {
    this.imports = imports;
    this.control = control;
    this.tasks = tasks;
    this.db = db;
  }

  void perform(String[] words) {
    switch (words[0]) {
      case "arm" -> KillPoint.arm(words[1] + " " + words[2]);
      case "people" -> bringIn(words[1], Integer.parseInt(words[2]));
      case "run" -> start(words[1]);
      case "finish" -> finish(words[1]);
      default -> throw new IllegalArgumentException("No such deed: " + words[0]);
    }
  }

  private void bringIn(String story, int people) {
    try {
      var list = Files.createTempFile("people", ".csv");
      Files.writeString(
          list,
          IntStream.range(0, people)
              .mapToObj(n -> "%s Number%d,%s\n".formatted(story, n, address(story, n)))
              .collect(Collectors.joining("", "Name,E-mail\n", "")));
      imports.runNow(new ContactImports.List(list, story + ".csv", null, Set.of(), null, "ops"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String address(String story, int n) {
    return story + "-" + n + "@people.example";
  }

  private void start(String story) {
    var people =
        db.sql(
                """
                select contact_id from contact_identity where kind = 'EMAIL' and id_value like ?
                order by contact_id
                """)
            .param(story + "-%")
            .query(Long.class)
            .list();
    control.start(new RunOrder("crash-trial", null, people, Map.of(), story, "ops"));
  }

  private void finish(String story) {
    tasks
        .createTaskQuery()
        .taskDefinitionKey("Task_Finish")
        .processVariableValueEquals("name", story)
        .list()
        .forEach(task -> tasks.complete(task.getId()));
  }
}
