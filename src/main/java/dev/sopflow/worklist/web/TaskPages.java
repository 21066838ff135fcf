package dev.sopflow.worklist.web;

import dev.sopflow.web.NotFound;
import dev.sopflow.worklist.Customers;
import dev.sopflow.worklist.TaskCards;
import dev.sopflow.worklist.TaskContacts;
import dev.sopflow.worklist.TaskWords;
import java.util.List;
import java.util.Map;
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
  private final TaskCards cards;
  private final Customers customers;
  private final TaskWords words;

  TaskPages(TaskContacts tasks, TaskCards cards, Customers customers, TaskWords words) {
    this.words = words;
    this.tasks = tasks;
    this.cards = cards;
    this.customers = customers;
  }

  @GetMapping("/tasks/cards")
  @ResponseBody
  Map<String, TaskCards.Card> cards(@RequestParam List<String> ids, Authentication login) {
    if (ids.size() > MOST_CARDS) {
      throw new IllegalArgumentException("Ask for at most " + MOST_CARDS + " tasks at once");
    }
    return cards.of(ids, login.getName(), groupsOf(login));
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
