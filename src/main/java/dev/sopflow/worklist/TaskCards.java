package dev.sopflow.worklist;

import dev.sopflow.run.Run;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** What the cards of many tasks show, read at once. */
@Service
public class TaskCards {

  private final ReadableTasks tasks;
  private final TaskRuns runs;
  private final TaskContacts contacts;

  TaskCards(ReadableTasks tasks, TaskRuns runs, TaskContacts contacts) {
    this.tasks = tasks;
    this.runs = runs;
    this.contacts = contacts;
  }

  /**
   * What a card shows.
   *
   * @param name of whom the task is about, else of the run that it belongs to
   * @param detail the company and the run, or the run's code; may be null
   */
  public record Card(String name, String detail) {

    private static Card of(TaskContact contact, Run run) {
      var detail =
          Stream.of(contact.company(), run == null ? null : run.name())
              .filter(Objects::nonNull)
              .collect(Collectors.joining(" · "));
      return new Card(contact.name(), detail);
    }

    private static Card of(Run run) {
      return new Card(run.name(), run.code());
    }
  }

  /** By task id; tasks that belong to no run, or are not for this user, are left out. */
  public Map<String, Card> of(Collection<String> taskIds, String user, List<String> groups) {
    var processes = tasks.processesOf(taskIds, user, groups);
    var cards = new HashMap<String, Card>();
    var runOf = runs.of(processes);
    runOf.forEach((task, run) -> cards.put(task, Card.of(run)));
    contacts
        .of(processes)
        .forEach((task, contact) -> cards.put(task, Card.of(contact, runOf.get(task))));
    return cards;
  }
}
