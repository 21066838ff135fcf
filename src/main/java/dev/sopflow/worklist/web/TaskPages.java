package dev.sopflow.worklist.web;

import dev.sopflow.run.Run;
import dev.sopflow.web.NotFound;
import dev.sopflow.worklist.Customers;
import dev.sopflow.worklist.TaskContact;
import dev.sopflow.worklist.TaskContacts;
import dev.sopflow.worklist.TaskRuns;
import dev.sopflow.worklist.TaskWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What Tasklist shows of customers, read here and never from the engine. */
@Controller
class TaskPages {

  private static final int MOST_CARDS = 200;

  private final TaskContacts tasks;
  private final TaskRuns runs;
  private final Customers customers;
  private final TaskWords words;

  TaskPages(TaskContacts tasks, TaskRuns runs, Customers customers, TaskWords words) {
    this.words = words;
    this.tasks = tasks;
    this.runs = runs;
    this.customers = customers;
  }

  /** What a task's card shows: whom it is about and in which run, else the run alone. */
  record Card(String name, String detail) {

    static Card of(TaskContact contact, Run run) {
      var detail =
          Stream.of(contact.company(), run == null ? null : run.name())
              .filter(Objects::nonNull)
              .collect(Collectors.joining(" · "));
      return new Card(contact.name(), detail);
    }

    static Card of(Run run) {
      return new Card(run.name(), run.code());
    }
  }

  @GetMapping("/tasks/cards")
  @ResponseBody
  Map<String, Card> cards(@RequestParam List<String> ids, Authentication login) {
    if (ids.size() > MOST_CARDS) {
      throw new IllegalArgumentException("Ask for at most " + MOST_CARDS + " tasks at once");
    }
    var cards = new HashMap<String, Card>();
    var runOf = runs.of(ids, login.getName(), groupsOf(login));
    runOf.forEach((task, run) -> cards.put(task, Card.of(run)));
    tasks
        .of(ids, login.getName(), groupsOf(login))
        .forEach((task, contact) -> cards.put(task, Card.of(contact, runOf.get(task))));
    return cards;
  }

  @GetMapping("/tasks/{taskId}/customer")
  String customer(@PathVariable String taskId, Authentication login, Model model) {
    mustBeReadable(taskId, login);
    customers
        .of(taskId, login.getName(), groupsOf(login))
        .ifPresent(customer -> model.addAttribute("customer", customer));
    return "worklist/customer";
  }

  /** What the task asks its colleague to publish. */
  @GetMapping("/tasks/{taskId}/words")
  String words(@PathVariable String taskId, Authentication login, Model model) {
    mustBeReadable(taskId, login);
    words
        .of(taskId, login.getName(), groupsOf(login))
        .ifPresent(found -> model.addAttribute("publication", found));
    return "worklist/words";
  }

  private void mustBeReadable(String taskId, Authentication login) {
    if (!tasks.mayRead(taskId, login.getName(), groupsOf(login))) {
      throw new NotFound("This task is done, or it is not yours.");
    }
  }

  private static List<String> groupsOf(Authentication login) {
    return login.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .map(authority -> authority.replaceFirst("^ROLE_", ""))
        .toList();
  }
}
