package dev.sopflow.step;

import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.contact.QuietTimes;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.VisitFinished;
import dev.sopflow.run.Visits;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Dispatcher;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A reply that a node stored before it died is answered all the same. */
@SopflowTest
class ReplyVisitsTest {

  @Autowired ReplyVisits replyVisits;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired Contacts contacts;
  @Autowired QuietTimes quietTimes;
  @Autowired ApplicationEventPublisher events;
  @Autowired Consents consents;
  @Autowired Suppressions suppressions;
  @Autowired Dispatcher dispatcher;
  @Autowired TaskService tasks;
  @Autowired VirtualClock clock;
  @Autowired JdbcClient db;
  long contact;

  @BeforeEach
  void aContact() {
    var profile =
        Profile.named("Ada Quill")
            .with(IdentityKind.EMAIL, "ada@quill.example")
            .livingIn("UTC", "US", "en");
    contact = contacts.add(profile, "test");
  }

  @Test
  void whatANodeLeftBehindIsDoneByTheNextSweepOnce() {
    inARun();
    reply(Duration.ofMinutes(5));
    replyVisits.sweep();
    replyVisits.sweep();
    assertThat(tasks.createTaskQuery().taskPriority(90).count()).isOne();
    assertThat(visits()).isOne();
  }

  @Test
  void whoWroteLongAgoOrIsInNoRunGetsNoVisit() {
    reply(Duration.ofMinutes(5));
    replyVisits.sweep();
    assertThat(visits()).isZero();
    db.sql("delete from touch_signal").update();
    inARun();
    reply(Duration.ofDays(15));
    replyVisits.sweep();
    assertThat(visits()).isZero();
  }

  @Test
  void whoWaitsForAnAnswerIsBackElsewhereWhenItsRunIsCancelled() {
    var other = given.run("another-sop");
    take(other, "another-sop");
    inARun();
    reply(Duration.ofMinutes(5));
    replyVisits.sweep();
    assertThat(given.stateIn(other, contact)).isEqualTo("REPLIED");
    control.cancel(db.sql("select max(id) from run").query(Long.class).single(), "ops");
    assertThat(visits()).isOne();
    assertThat(given.stateIn(other, contact)).isEqualTo("ACTIVE");
  }

  @Test
  void anAnswerThatNeverReachedThemComesBackToARepOnce() {
    inARun();
    reply(Duration.ofMinutes(5));
    replyVisits.sweep();
    answer();
    suppressions.suppress(new Identity(IdentityKind.EMAIL, "ada@quill.example"), "bounced");
    dispatcher.dispatchDue();
    var run = db.sql("select max(id) from run").query(Long.class).single();
    assertThat(given.stateIn(run, contact)).isEqualTo("ACTIVE");
    replyVisits.sweep();
    replyVisits.sweep();
    assertThat(tasks.createTaskQuery().taskPriority(90).count()).isOne();
    assertThat(visits()).isEqualTo(2);
    assertThat(given.stateIn(run, contact)).isEqualTo("REPLIED");
  }

  @Test
  void whoRefusedEverythingIsNotVisitedBecauseAnAnswerWasDropped() {
    inARun();
    reply(Duration.ofMinutes(5));
    replyVisits.sweep();
    answer();
    consents.refuse(contact, null, "link", "contact");
    dispatcher.dispatchDue();
    replyVisits.sweep();
    assertThat(visits()).isOne();
  }

  private void answer() {
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
    var task = tasks.createTaskQuery().taskPriority(90).singleResult();
    tasks.complete(task.getId(), Map.of("outcome", "LATER", "answer", "Gladly."));
  }

  @ParameterizedTest
  @CsvSource({
    "ContactReplied, NO_ANSWER, true",
    "ContactReplied, ADDED, true",
    "ContactReplied, NOT_ACCEPTED, true",
    "ContactReplied, NOT_FOUND, true",
    "ContactReplied, LATER, false",
    "Task_Visits, LATER, true",
    "Task_Visits, INTERESTED, true"
  })
  void onlyATalkAboutTheirLetterShowsWhetherWhatSoundsLikeARefusalIsOne(
      String step, Visits.Outcome outcome, boolean stillQuiet) {
    quietTimes.begin(contact, QuietTimes.Why.ASKED_TO_STOP, null, null, "test");
    var run = given.run("another-sop");
    events.publishEvent(
        new VisitFinished(visit(run, step), run, contact, "rep1", outcome, clock.instant()));
    assertThat(!quietTimes.of(contact).isEmpty()).isEqualTo(stillQuiet);
  }

  private long visit(long run, String step) {
    db.sql(
            """
            insert into visit (run_id, step, occurrence, contact_id, state, opened_at, due_at)
            values (:run, :step, 1, :contact, 'DONE', :now, :now)
            """)
        .param("run", run)
        .param("step", step)
        .param("contact", contact)
        .param("now", db(clock.instant()))
        .update();
    return db.sql("select max(id) from visit").query(Long.class).single();
  }

  private void inARun() {
    control.start(new RunOrder("nurture-cadence", "everyone", null, null, "Bench", "ops"));
    take(db.sql("select max(id) from run").query(Long.class).single(), "nurture-cadence");
  }

  private void take(long run, String sop) {
    db.sql(
            """
            insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
            values (:run, :contact, 'REPLIED', :sop, :now, :now)
            """)
        .param("run", run)
        .param("contact", contact)
        .param("sop", sop)
        .param("now", db(clock.instant()))
        .update();
  }

  private void reply(Duration ago) {
    db.sql(
            """
            insert into touch_signal (kind, channel, contact_id, at, received_at, source, source_id)
            values ('REPLIED', 'EMAIL', :contact, :at, :at, 'test', 'left')
            """)
        .param("contact", contact)
        .param("at", db(clock.instant().minus(ago)))
        .update();
  }

  private long visits() {
    return db.sql("select count(*) from visit where step = 'ContactReplied'")
        .query(Long.class)
        .single();
  }
}
