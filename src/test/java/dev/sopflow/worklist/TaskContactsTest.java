package dev.sopflow.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Correction;
import dev.sopflow.contact.Engagement;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.Visits;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class TaskContactsTest {

  @Autowired TaskContacts contacts;
  @Autowired TaskRuns runs;
  @Autowired TaskService tasks;
  @Autowired RuntimeService runtime;
  @Autowired RepositoryService repository;
  @Autowired FilterService filters;
  @Autowired IdentityService identities;
  @Autowired JdbcClient db;
  @Autowired RunFixtures given;
  @Autowired Visits visits;
  @Autowired Participants participants;
  @Autowired Consents consents;
  @Autowired Engagement engagement;
  @Autowired WebApplicationContext house;
  String deployment;
  String task;

  @BeforeEach
  void aVisitWaitsForRep1() {
    var model =
        Bpmn.createExecutableProcess("a-visit")
            .camundaHistoryTimeToLive(5)
            .startEvent()
            .userTask()
            .camundaAssignee("rep1")
            .endEvent()
            .done();
    deployment =
        repository.createDeployment().addModelInstance("a-visit.bpmn", model).deploy().getId();
    var process =
        runtime.startProcessInstanceByKey("a-visit", Map.of("audience", "everyone")).getId();
    task = tasks.createTaskQuery().processInstanceId(process).singleResult().getId();
    openVisit(process);
  }

  @AfterEach
  void forgetTheModel() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void theRepOfATaskSeesWhomItIsAbout() {
    var found = contacts.of(List.of(task, "gone"), "rep1", List.of("rep"));
    assertThat(found).containsOnlyKeys(task);
    assertThat(found.get(task).name()).isEqualTo("Mia Wong");
    assertThat(found.get(task).company()).isEqualTo("Tailspin");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void theCustomerTabOffersNoWayThatTheContactRefused() {
    var mia = db.sql("select id from contact").query(Long.class).single();
    given.known(mia, "PHONE", "+12025550100");
    given.known(mia, "WECOM", "mia-chat");
    assertThat(customerTab()).contains("tel:+12025550100", "mia-chat").doesNotContain("refused");
    consents.refuse(mia, Channel.CALL, "a call", "rep1");
    assertThat(customerTab())
        .contains("mia-chat", "Phone call: refused", "a call", "08:00 UTC")
        .doesNotContain("tel:");
    given.suppressed(mia, "WECOM");
    assertThat(customerTab()).contains("no number and no address").doesNotContain("mia-chat");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void theCustomerTabTellsHowMuchInterestTheyHaveLatelyShown() {
    assertThat(customerTab()).contains("None lately", "no points");
    engagement.raise(db.sql("select id from contact").query(Long.class).single(), 12);
    assertThat(customerTab()).contains("Warm", "12 points", "last grown on", "2 Mar 2026");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void theCustomerTabTellsWhatColleaguesLearnedBefore() {
    assertThat(customerTab()).contains("Nobody has talked to them yet", "Nothing is known yet");
    var mia = db.sql("select id from contact").query(Long.class).single();
    var before = given.run("sop-b");
    var visit =
        visits.open(
            before,
            "call",
            1,
            new Visits.Candidate(mia, "rep2", "STAFF", null, null, null, null),
            50,
            null,
            TestTime.START);
    var report =
        new Visits.Report(
            Visits.Outcome.LATER,
            Channel.CALL,
            "Ask again <after> Easter",
            Correction.NONE,
            Set.of("price", "parking"));
    visits.report(visit, report, "rep2");
    var run = db.sql("select run_id from visit where state = 'OPEN'").query(Long.class).single();
    participants.enrol(run, RunFixtures.EVERYBODY);
    participants.mark(run, RunFixtures.EVERYBODY, "watchMinutes", "47");
    db.sql("update visit set ways = 'CHAT' where state = 'OPEN'").update();
    assertThat(customerTab())
        .contains("Visit: not now", "Rep Two", "08:00 UTC", "Ask again &lt;after&gt; Easter")
        .contains("the price", "parking", "Minutes watched", "47", "Visit by chat");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void theCustomerTabTellsOfTriesBeforeTheVisitHadAnOutcome() {
    var visit = db.sql("select id from visit").query(Long.class).single();
    var tried =
        new Visits.Report(
            Visits.Outcome.NO_ANSWER, null, "Back on Monday", Correction.NONE, Set.of());
    visits.report(visit, tried, "rep2");
    assertThat(customerTab())
        .contains("No answer yet, tried once", "Back on Monday")
        .doesNotContain("Rep Two", "given up");
    visits.report(visit, tried, "rep2");
    assertThat(customerTab()).contains("tried 2 times");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aCardNamesTheRunOfAVisit() {
    var visit = db.sql("select process_instance_id, run_id from visit").query().singleRow();
    runtime.setVariable((String) visit.get("PROCESS_INSTANCE_ID"), "runId", visit.get("RUN_ID"));
    db.sql("update run set name = 'Spring event'").update();
    assertThat(page("/tasks/cards?ids=" + task)).contains("Mia Wong", "Tailspin · Spring event");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aCardNamesTheCustomerElseTheRunAndNothingOfOthers() {
    var spring = Map.<String, Object>of("audience", "everyone", "name", "Spring event");
    var process = runtime.startProcessInstanceByKey("a-visit", spring).getId();
    var general = tasks.createTaskQuery().processInstanceId(process).singleResult().getId();
    assertThat(page("/tasks/cards?ids=" + task + "," + general))
        .contains("Mia Wong", "Tailspin", "Spring event");
    assertThat(runs.of(List.of(general), "rep2", List.of("rep"))).isEmpty();
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void whatIsToBePublishedStandsReadyInEveryLanguageWithItsPicture() {
    assertThat(page("/tasks/" + task + "/words")).contains("Nothing is to be published here");
    runtime.setVariables(
        tasks.createTaskQuery().taskId(task).singleResult().getExecutionId(),
        Map.of(
            "piece", "event-post-moments",
            "channel", "moments",
            "picture", "https://pictures.example/long.png"));
    assertThat(page("/tasks/" + task + "/words"))
        .contains("English", "Chinese", "Japanese")
        .contains("href=\"https://pictures.example/long.png\"", "data-copy=\"words-0\"");
  }

  private String customerTab() {
    return page("/tasks/" + task + "/customer");
  }

  private String page(String path) {
    var browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    return new String(
        browser.get().uri(path).exchange().getResponse().getContentAsByteArray(),
        StandardCharsets.UTF_8);
  }

  @Test
  void anotherRepDoesNot() {
    assertThat(contacts.of(List.of(task), "rep2", List.of("rep"))).isEmpty();
    assertThat(contacts.mayRead(task, "rep2", List.of("rep"))).isFalse();
  }

  @Test
  void anOpsLeadSeesEveryTask() {
    assertThat(contacts.of(List.of(task), "ops", List.of("ops"))).containsKey(task);
  }

  @Test
  void tasklistComesWithReadyFilters() {
    assertThat(namesFor("rep1", "rep"))
        .containsExactlyInAnyOrder("My visits", "Unclaimed", "Overdue", "By priority");
    assertThat(namesFor("ops", "ops")).contains("Decisions waiting");
  }

  @Test
  void myVisitsAreOnlyMine() {
    identities.setAuthentication("rep1", List.of("rep"));
    try {
      var mine = filters.createFilterQuery().filterName("My visits").singleResult();
      assertThat(filters.count(mine.getId())).isEqualTo(1);
    } finally {
      identities.clearAuthentication();
    }
  }

  private List<String> namesFor(String user, String group) {
    identities.setAuthentication(user, List.of(group));
    try {
      return filters.createFilterQuery().listPage(0, 50).stream()
          .map(filter -> filter.getName())
          .toList();
    } finally {
      identities.clearAuthentication();
    }
  }

  private void openVisit(String process) {
    var at = OffsetDateTime.parse("2026-03-02T08:00:00Z");
    db.sql("insert into company (name, name_key) values ('Tailspin', 'tailspin')").update();
    db.sql(
            """
            insert into contact (full_name, company_id, created_at, updated_at)
            select 'Mia Wong', id, :at, :at from company
            """)
        .param("at", at)
        .update();
    db.sql(
            """
            insert into run (sop, sop_version, name, process_instance_id, shares_people, state, started_by,
              started_at)
            values ('a', 1, 'A', 'p', false, 'RUNNING', 'ops', :at)
            """)
        .param("at", at)
        .update();
    db.sql(
            """
            insert into visit (run_id, step, occurrence, contact_id, process_instance_id, rep,
              state, opened_at, due_at)
            select r.id, 's', 1, c.id, :process, 'rep1', 'OPEN', :at, :at from run r, contact c where r.process_instance_id = 'p'
            """)
        .param("process", process)
        .param("at", at)
        .update();
  }
}
