package dev.sopflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactImports;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunLists;
import dev.sopflow.run.RunOrder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/**
 * A list of five thousand, from its import to its visits: how fast, in how much memory. Five
 * hundred of an earlier run are under way already, as in any house that works: an empty database
 * plans its statements for empty tables.
 */
@SopflowTest
@Tag("bench")
class ListBench {

  private static final int PEOPLE = Integer.getInteger("sopflow.bench.list", 5_000);

  @Autowired RunLists lists;
  @Autowired RunControl control;
  @Autowired VirtualTime time;
  @Autowired Participants participants;
  @Autowired Marks marks;
  @Autowired RepositoryService repository;
  @Autowired TaskService tasks;
  @Autowired WebApplicationContext house;
  @Autowired JdbcClient db;

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void aListOfFiveThousand() throws Exception {
    repository.createDeployment().addModelInstance("list-bench.bpmn", model()).deploy();
    earlierRun();
    var run = start();
    timed("import", () -> lists.runNow(run, list(0, PEOPLE)));
    timed("import again", () -> lists.runNow(run, list(0, PEOPLE)));
    aMinuteLater();
    timed("screen list-relation", () -> goOn(run));
    timed("screen list-nonsense", () -> goOn(run));
    for (var i = 0; i < 3; i++) {
      timed("board page", () -> page("/runs/" + run + "/list"));
    }
    timed("board page, filtered and sorted", () -> page("/runs/" + run + "/list?sort=company&q=a"));
    aMinuteLater();
    timed("bulk mark of all", () -> markAll(run));
    timed("undo of it", () -> marks.undo(run, lastAct(), "ops"));
    timed("start visits", () -> goOn(run));
    aMinuteLater();
    timed("end visits", () -> goOn(run));
    assertThat(count("select count(*) from visit where run_id = %d and state = 'OPEN'", run))
        .isZero();
    assertThat(count("select count(*) from visit where run_id = %d", run))
        .isGreaterThan(PEOPLE / 2);
  }

  private void earlierRun() throws IOException {
    var run = start();
    lists.runNow(run, list(PEOPLE, 500));
    goOn(run);
    goOn(run);
    goOn(run);
    aMinuteLater();
  }

  private long start() {
    var order = new RunOrder("list-bench", "everyone", null, null, "Bench", "ops");
    var run = control.start(order).id();
    time.runDue();
    return run;
  }

  private static org.camunda.bpm.model.bpmn.BpmnModelInstance model() {
    AbstractFlowNodeBuilder<?, ?> at =
        Bpmn.createExecutableProcess("list-bench")
            .camundaHistoryTimeToLiveString("P1D")
            .name("List bench")
            .startEvent("StartEvent_Go")
            .userTask("Task_List")
            .serviceTask("Task_ScreenRelation")
            .camundaDelegateExpression("${screen}")
            .camundaAsyncBefore()
            .camundaInputParameter("screenTable", "list-relation")
            .userTask("Task_Look")
            .serviceTask("Task_ScreenNonsense")
            .camundaDelegateExpression("${screen}")
            .camundaAsyncBefore()
            .camundaInputParameter("screenTable", "list-nonsense")
            .camundaInputParameter("who", "!screen=invalid")
            .userTask("Task_LookAgain")
            .serviceTask("Task_StartRound")
            .camundaDelegateExpression("${startVisits}")
            .camundaAsyncBefore()
            .camundaInputParameter("part", "follow-up-visit")
            .camundaInputParameter("priorityTable", "visit-priority")
            .camundaInputParameter("dueAt", "${calendar.dueAfter(calendar.now(), 'P1D')}")
            .camundaInputParameter("atMost", "5000")
            .camundaInputParameter("perRep", "5000")
            .userTask("Task_Visit")
            .serviceTask("Task_EndRound")
            .camundaDelegateExpression("${endVisits}")
            .camundaAsyncBefore()
            .camundaInputParameter("steps", "Task_StartRound")
            .userTask("Task_Stop");
    return at.endEvent("EndEvent_Done").done();
  }

  /** By then the database has counted anew by itself. */
  private void aMinuteLater() {
    db.sql("analyze").update();
  }

  private Object goOn(long run) {
    var task =
        tasks
            .createTaskQuery()
            .processDefinitionKey("list-bench")
            .processVariableValueEquals("runId", run)
            .singleResult();
    tasks.complete(task.getId());
    time.runDue();
    return task;
  }

  private Object markAll(long run) {
    var act = marks.begin(run, MarkSource.PERSON, "ops", null);
    return marks.set(act, participants.active(run, null), "onWechat", "yes", "bench");
  }

  private long lastAct() {
    return count("select max(id) from mark_act");
  }

  private static ContactImports.List list(int from, int people) throws IOException {
    var rows =
        IntStream.range(from, from + people)
            .mapToObj(ListBench::row)
            .collect(
                Collectors.joining("\n", "name,email,phone,company,title,watch minutes\n", ""));
    var file = Files.createTempFile("list", ".csv");
    Files.writeString(file, rows);
    return new ContactImports.List(file, "bench.csv", "US", Set.of(), null, "ops");
  }

  /** Every twentieth a colleague, every fiftieth nonsense, every hundredth with a formula. */
  private static String row(int n) {
    var name = n % 50 == 7 ? "asdf" : n % 100 == 9 ? "=1+" + n : "Person " + letters(n);
    var domain = n % 20 == 3 ? "sopflow.example" : "company" + n % 700 + ".example";
    var company = n % 50 == 7 ? "test" : "Company " + n % 700;
    return "%s,p%d@%s,+1202%07d,%s,Manager,%d"
        .formatted(name, n, domain, 5_550_000 + n, company, n % 60);
  }

  private static String letters(int n) {
    var code = Base64.getEncoder().encodeToString(("n" + n).getBytes(StandardCharsets.UTF_8));
    return code.replaceAll("[^A-Za-z]", "x");
  }

  private Object page(String path) {
    var browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    var answer = browser.get().uri(path).exchange().getResponse();
    assertThat(answer.getStatus()).isEqualTo(200);
    return answer;
  }

  private long count(String sql, Object... values) {
    return db.sql(sql.formatted(values)).query(Long.class).single();
  }

  private static void timed(String what, Callable<?> work) throws Exception {
    System.gc();
    var heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    var before = heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    var start = System.nanoTime();
    work.call();
    var took = (System.nanoTime() - start) / 1_000_000;
    var peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        "BENCH %-32s %,7d ms, heap %,d MB before, %,d MB at most%n",
        what, took, before >> 20, peak >> 20);
  }
}
