package dev.sopflow.step;

import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.ContactMessages;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.ContactClicked;
import dev.sopflow.touch.ContactsClicked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** What contacts do reaches the models that listen, once. */
@SopflowTest
@Tag("database")
class ContactMessagesTest {

  @Autowired WebApplicationContext house;
  @Autowired ContactMessages messages;
  @Autowired Consents consents;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;
  @Autowired VirtualClock clock;
  @Autowired JdbcClient db;
  private final List<String> deployments = new ArrayList<>();
  long ada;
  long ben;
  long run;

  @BeforeEach
  void aRunThatListens() {
    deploy("listening-sop", listeningSop());
    control.start(new RunOrder("listening-sop", "everyone", null, null, "Listening", "ops"));
    run = db.sql("select max(id) from run").query(Long.class).single();
    ada = participant("Ada Quill");
    ben = participant("Ben Reed");
  }

  @AfterEach
  void removeModels() {
    deployments.forEach(one -> repository.deleteDeployment(one, true));
  }

  private static BpmnModelInstance listeningSop() {
    var process =
        Bpmn.createExecutableProcess("listening-sop").camundaHistoryTimeToLiveString("P1D");
    process
        .eventSubProcess()
        .startEvent()
        .interrupting(false)
        .message("ContactOptedOut")
        .serviceTask()
        .camundaDelegateExpression("${mark}")
        .camundaInputParameter("contact", "${contactId}")
        .camundaInputParameter("markName", "quiet")
        .camundaInputParameter("markValue", "${channel}")
        .endEvent();
    return process.startEvent().userTask().endEvent().done();
  }

  private static BpmnModelInstance clickWatch(String markName) {
    return Bpmn.createExecutableProcess("click-watch")
        .camundaHistoryTimeToLiveString("P1D")
        .camundaStartableInTasklist(false)
        .startEvent()
        .message("ContactClicked")
        .serviceTask()
        .camundaDelegateExpression("${mark}")
        .camundaInputParameter("contact", "${contactId}")
        .camundaInputParameter("markName", markName)
        .camundaInputParameter("markValue", "${channel}")
        .userTask()
        .endEvent()
        .done();
  }

  private void deploy(String name, BpmnModelInstance model) {
    deployments.add(
        repository.createDeployment().addModelInstance(name + ".bpmn", model).deploy().getId());
  }

  private long participant(String name) {
    var contact = given.person(name, "rep1");
    db.sql(
            """
            insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
            values (:run, :contact, 'ACTIVE', 'listening-sop', :now, :now)
            """)
        .param("run", run)
        .param("contact", contact)
        .param("now", db(clock.instant()))
        .update();
    return contact;
  }

  private void clicks(long contact) {
    transaction.executeWithoutResult(
        status ->
            events.publishEvent(
                new ContactsClicked(
                    List.of(
                        new ContactClicked(
                            contact,
                            run,
                            0,
                            Channel.EMAIL,
                            "https://x.example",
                            clock.instant())))));
  }

  private List<String> marks(String mark) {
    return db.sql(
            """
            select contact_id || ' ' || mark_value from participant_mark where mark = :mark
            order by contact_id
            """)
        .param("mark", mark)
        .query(String.class)
        .list();
  }

  private long untold() {
    return db.sql("select count(*) from contact_message").query(Long.class).single();
  }

  @Test
  void aRunHearsOfEachContactWhoRefusesAndActsOnThatOne() {
    consents.refuse(ada, Channel.SMS, "test", "contact");
    consents.refuse(ben, Channel.EMAIL, "test", "contact");
    messages.tellDue();
    messages.tellDue();
    assertThat(marks("quiet")).containsExactly(ada + " SMS", ben + " EMAIL");
    assertThat(runtime.getVariables(processOfRun())).doesNotContainKeys("contactId", "channel");
    assertThat(untold()).isZero();
  }

  @Test
  void aModelOfFilesOnlyStartsWhenSomebodyClicks() {
    deploy("click-watch", clickWatch("clicked"));
    clicks(ben);
    messages.tellDue();
    messages.tellDue();
    assertThat(marks("clicked")).containsExactly(ben + " EMAIL");
    assertThat(started()).isOne();
    control.cancel(run, "ops");
    assertThat(started()).isZero();
  }

  @Test
  void whatNobodyListensToIsNotKept() {
    clicks(ben);
    assertThat(untold()).isZero();
  }

  @Test
  void aRefusalThatIsTakenBackWithItsTransactionIsNotTold() {
    transaction.executeWithoutResult(
        status -> {
          consents.refuse(ada, Channel.SMS, "test", "contact");
          status.setRollbackOnly();
        });
    messages.tellDue();
    assertThat(marks("quiet")).isEmpty();
  }

  @Test
  void aModelThatCanNotTakeItIsToldAgainLater() {
    deploy("click-watch", clickWatch("${nothing}"));
    clicks(ada);
    clicks(ben);
    messages.tellDue();
    messages.tellDue();
    assertThat(untold()).isEqualTo(2);
    deploy("click-watch", clickWatch("clicked"));
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
    messages.tellDue();
    assertThat(marks("clicked")).containsExactly(ada + " EMAIL", ben + " EMAIL");
    assertThat(untold()).isZero();
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void whatNoTryCouldTellIsShownUntilSomebodyLetsItBeTriedAgain() {
    deploy("click-watch", clickWatch("${nothing}"));
    clicks(ada);
    clicks(ben);
    for (var tries = 0; tries < 8; tries++) {
      assertThat(notice()).doesNotContain("Ada Quill");
      messages.tellDue();
      clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
    }
    assertThat(notice())
        .contains("no model could take: 2", "Ada Quill", "Ben Reed", "clicked", "Listening")
        .contains("2 Mar 2026", "nothing", "Try all 2 again")
        .doesNotContain("ContactClicked", "??");
    deploy("click-watch", clickWatch("clicked"));
    messages.tellDue();
    assertThat(untold()).isEqualTo(2);
    assertThat(browser().post().uri("/runs/untold/again").with(csrf()).exchange())
        .hasStatus3xxRedirection();
    messages.tellDue();
    assertThat(marks("clicked")).hasSize(2);
    assertThat(notice()).doesNotContain("Ada Quill");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void whatNoModelTookIsNoMatterOfReps() {
    assertThat(browser().get().uri("/runs/untold")).hasStatus(403);
    assertThat(browser().post().uri("/runs/untold/again").with(csrf())).hasStatus(403);
  }

  private String notice() {
    var answer = browser().get().uri("/runs/untold").exchange();
    assertThat(answer).hasStatusOk();
    return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private MockMvcTester browser() {
    return MockMvcTester.from(
        house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
  }

  @Test
  void aPausedRunHearsWhenItGoesOn() {
    control.pause(run, "ops");
    consents.refuse(ada, Channel.SMS, "test", "contact");
    messages.tellDue();
    assertThat(marks("quiet")).isEmpty();
    control.resume(run, "ops");
    messages.tellDue();
    assertThat(marks("quiet")).containsExactly(ada + " SMS");
  }

  @Test
  void twoNodesTellItOnce() {
    deploy("click-watch", clickWatch("clicked"));
    for (var i = 0; i < 20; i++) {
      clicks(i % 2 == 0 ? ada : ben);
    }
    var nodes =
        List.of(
            CompletableFuture.runAsync(messages::tellDue),
            CompletableFuture.runAsync(messages::tellDue));
    nodes.forEach(CompletableFuture::join);
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
    messages.tellDue();
    assertThat(started()).isEqualTo(20);
    assertThat(untold()).isZero();
  }

  private long started() {
    return runtime.createProcessInstanceQuery().processDefinitionKey("click-watch").count();
  }

  private String processOfRun() {
    return db.sql("select process_instance_id from run where id = :run")
        .param("run", run)
        .query(String.class)
        .single();
  }
}
