package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the process tests share: people, runs, days, and reps and ops who do their tasks. */
abstract class SopStories {

  private static final List<String> TITLES = List.of("CEO", "Sales Manager", "Analyst", "Engineer");
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "Asia/Shanghai", "America/New_York", "Asia/Tokyo");

  @Autowired VirtualTime time;
  @Autowired RunEngine engine;
  @Autowired Runs runs;
  @Autowired TaskService tasks;
  @Autowired Contacts contacts;
  @Autowired JdbcClient db;

  /** People of all levels and in many zones, by e-mail. */
  List<Long> people(int count) {
    return java.util.stream.IntStream.range(0, count).mapToObj(this::person).toList();
  }

  private long person(int n) {
    var profile =
        Profile.named("Person " + n)
            .workingAs(TITLES.get(n % TITLES.size()), "Company " + n % 7)
            .livingIn(ZONES.get(n % 3 + n % 2), "US", "en")
            .with(IdentityKind.EMAIL, "person" + n + "@people.example")
            .with(IdentityKind.PHONE, "+120255501%02d".formatted(n % 100));
    return contacts.add(profile, "test");
  }

  /** Starts an SOP with everybody and lets what is due happen; returns the run's id. */
  long start(String sop, Map<String, Object> variables) {
    var all = new HashMap<String, Object>(variables);
    all.putIfAbsent("audience", "everyone");
    var run = runs.byProcess(engine.start(sop, all)).orElseThrow().id();
    time.runDue();
    return run;
  }

  /** Noon of the run's n-th day; the first is the test's. */
  static Instant noonOfDay(int day) {
    return TestTime.START.plus(Duration.ofDays(day - 1)).plus(Duration.ofHours(4));
  }

  void goToDay(int day) {
    time.advanceTo(noonOfDay(day));
  }

  List<Task> open(String name) {
    return tasks.createTaskQuery().taskName(name).orderByTaskCreateTime().asc().list();
  }

  Task onlyTask(String name) {
    assertThat(open(name)).hasSize(1);
    return open(name).get(0);
  }

  void visit(Task task, String outcome) {
    tasks.complete(task.getId(), Map.of("outcome", outcome, "channel", "CALL"));
  }

  /** Every open visit comes to this outcome. */
  void visitEverybody(String outcome) {
    open("Visit contact").forEach(task -> visit(task, outcome));
    time.runDue();
  }

  void decide(String decision) {
    tasks.complete(onlyTask("Decide how to go on").getId(), Map.of("decision", decision));
    time.runDue();
  }

  long count(String sql) {
    return db.sql(sql).query(Long.class).single();
  }

  String runState(long run) {
    return runs.get(run).state().name();
  }
}
