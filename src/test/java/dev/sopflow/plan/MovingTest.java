package dev.sopflow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.Runs;
import dev.sopflow.run.WrongState;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An event that moves while its run goes on. It starts on Tuesday, 31 March 2026, 14:00 in Berlin:
 * clocks change on the Sunday before, Good Friday and Easter Monday are on 3 and 6 April.
 */
@SopflowTest
class MovingTest {

  private static final Instant BETWEEN_TWO_DATES = Instant.parse("2026-03-25T12:00:00Z");
  private static final Instant MESSAGES_WAIT = Instant.parse("2026-03-30T08:01:00Z");

  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService jobs;
  @Autowired TaskService tasks;
  @Autowired RunControl control;
  @Autowired Runs runs;
  @Autowired RunDates dates;
  @Autowired DateMoves moves;
  @Autowired JournalEntries journal;
  @Autowired Contents contents;
  @Autowired RunFixtures given;
  @Autowired VirtualTime time;
  @Autowired JdbcClient db;

  String deployment;
  long run;

  @BeforeEach
  void anEventWithTwoGuests() {
    deployment = TrialEvent.deploy(repository);
    contents.publish(reminder(), "ops");
    given.person("Ada", null);
    given.person("Grace", null);
    run = start();
    time.runDue();
  }

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Two days earlier: a Sunday, on which clocks change.
        "2026-03-29T14:00 | 2026-03-18T09:00 | 2026-03-22T09:00 | 2026-03-28T10:00 | 2026-03-30T12:00 | 2026-04-07T09:00",
        // Five days later: Easter Sunday; Monday is a holiday.
        "2026-04-05T14:00 | 2026-03-24T09:00 | 2026-03-29T09:00 | 2026-04-04T10:00 | 2026-04-07T12:00 | 2026-04-13T09:00",
        // To the day before a long weekend.
        "2026-04-02T16:30 | 2026-03-23T09:00 | 2026-03-26T09:00 | 2026-04-01T10:00 | 2026-04-07T12:00 | 2026-04-13T09:00",
      })
  void beforeAnythingHasHappenedEverythingMoves(
      String to, String checklist, String announce, String eve, String list, String review) {
    moves.move(run, "start", to, "ops");
    assertThat(local("checklist")).isEqualTo(checklist);
    assertThat(local("announce")).isEqualTo(announce);
    assertThat(local("remindEve")).isEqualTo(eve);
    assertThat(local("listDue")).isEqualTo(list);
    assertThat(local("review")).isEqualTo(review);
    assertThat(onlyTimer()).isEqualTo(dates.get(run, "announce").at());
    assertThat(dueDays()).containsEntry("Announcement", LocalDate.parse(announce.substring(0, 10)));
    assertThat(variable("eventStart")).isEqualTo(to);
    var end = LocalDateTime.parse(to).plusMinutes(90).atZone(ZoneId.of("Europe/Berlin"));
    assertThat(variable("eventEnd")).isEqualTo(Date.from(end.toInstant()));

    time.advanceTo(dates.get(run, "announce").at().minusSeconds(60));
    assertThat(tagged()).isZero();
    time.advanceTo(dates.get(run, "announce").at());
    assertThat(tagged()).isEqualTo(2);
    toTheEnd();
    everythingWasDoneOnce();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-29T14:00 | 2026-03-28T10:00",
        "2026-04-05T14:00 | 2026-04-04T10:00",
        "2026-04-07T14:00 | 2026-04-06T10:00",
      })
  void betweenTwoDatesWhatHasPassedStaysAndIsNotRepeated(String to, String eve) {
    time.advanceTo(BETWEEN_TWO_DATES);
    assertThat(tagged()).isEqualTo(2);
    moves.move(run, "start", to, "ops");
    assertThat(local("checklist")).isEqualTo("2026-03-19T09:00");
    assertThat(local("announce")).isEqualTo("2026-03-24T09:00");
    assertThat(local("remindEve")).isEqualTo(eve);
    assertThat(onlyTimer()).isEqualTo(dates.get(run, "remindEve").at());
    time.runDue();
    assertThat(touches()).isZero();
    toTheEnd();
    everythingWasDoneOnce();
  }

  @ParameterizedTest
  @CsvSource({"2026-04-01T14:00", "2026-04-05T14:00", "2026-04-02T16:30"})
  void messagesThatWaitAreNotPlannedAgainAndStayUsefulUntilTheNewStart(String to) {
    time.advanceTo(MESSAGES_WAIT);
    assertThat(usefulUntil()).containsExactly(Instant.parse("2026-03-31T12:00:00Z"));
    moves.move(run, "start", to, "ops");
    assertThat(usefulUntil()).containsExactly(dates.get(run, "start").at());
    assertThat(local("remindEve")).isEqualTo("2026-03-30T10:00");
    var task = tasks.createTaskQuery().taskDefinitionKey("Task_BringList").singleResult();
    assertThat(task.getDueDate()).isEqualTo(dates.get(run, "listDue").at());
    assertThat(onlyTimer()).isEqualTo(dates.get(run, "review").at());
    toTheEnd();
    everythingWasDoneOnce();
  }

  @Test
  void aReminderThatWaitsNeverGoesOutAfterAnEarlierStart() {
    time.advanceTo(MESSAGES_WAIT);
    assertThat(count("select count(*) from touch where state = 'PLANNED'")).isEqualTo(2);
    moves.move(run, "start", "2026-03-30T10:30", "ops");
    toTheEnd();
    assertThat(count("select count(*) from touch where state = 'DROPPED'")).isEqualTo(2);
  }

  @Test
  void twoDaysEarlierWhenMessagesWaitIsThePastAndRefusedAndNothingMoves() {
    time.advanceTo(MESSAGES_WAIT);
    var before = dates.of(run);
    assertThatThrownBy(() -> moves.move(run, "start", "2026-03-29T14:00", "ops"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2026-03-29 14:00 Europe/Berlin has passed; choose a later time");
    assertThatThrownBy(() -> moves.move(run, "announce", "2026-04-01T09:00", "ops"))
        .hasMessage("“Announcement” has passed already and stays as it is");
    assertThatThrownBy(() -> moves.move(run, "remindEv", "2026-04-01T09:00", "ops"))
        .isInstanceOf(UnknownDate.class);
    assertThat(dates.of(run)).isEqualTo(before);
  }

  @Test
  void whatAnEarlierStartLeavesNoTimeForIsDoneAtOnceOrLeftOut() {
    moves.move(run, "start", "2026-03-04T14:00", "ops");
    assertThat(dates.get(run, "checklist").state()).isEqualTo(RunDate.State.AT_ONCE);
    assertThat(dates.get(run, "announce").state()).isEqualTo(RunDate.State.DROPPED);
    assertThat(dueDays()).doesNotContainKey("Announcement");
    time.runDue();
    assertThat(tagged()).isZero();
    assertThat(onlyTimer()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
    assertThatThrownBy(() -> moves.move(run, "announce", "2026-03-04T09:00", "ops"))
        .hasMessage("“Announcement” was left out and can't be brought back");
  }

  @Test
  void aDateThatAPersonChoseMovesByAsManyDaysAsTheStart() {
    moves.move(run, "announce", "2026-03-20T17:15", "ops");
    assertThat(onlyTimer()).isEqualTo(Instant.parse("2026-03-20T16:15:00Z"));
    assertThat(local("remindEve")).isEqualTo("2026-03-30T10:00");
    assertThat(told()).isZero();
    moves.move(run, "start", "2026-04-09T10:00", "ops");
    assertThat(local("announce")).isEqualTo("2026-03-29T17:15");
    assertThat(dates.get(run, "announce").byHand()).isTrue();
    assertThat(onlyTimer()).isEqualTo(Instant.parse("2026-03-29T15:15:00Z"));
  }

  @Test
  void aModelThatListensIsToldOnceAndTheJournalSaysWhatMoved() {
    moves.move(run, "start", "2026-04-01T14:00", "ops");
    time.runDue();
    assertThat(told()).isEqualTo(1);
    assertThat(journal.ofRun(run, 50))
        .extracting(JournalEntries.Entry::text)
        .contains(
            "Moved “Event starts” from 2026-03-31 14:00 Europe/Berlin to 2026-04-01 14:00"
                + " Europe/Berlin");
    moves.move(run, "start", "2026-04-01T14:00", "ops");
    time.runDue();
    assertThat(told()).isEqualTo(1);
  }

  @Test
  void aPausedRunMovesTooAndItsProcessHearsOfItWhenItGoesOn() {
    time.advanceTo(BETWEEN_TWO_DATES);
    control.pause(run, "ops");
    moves.move(run, "start", "2026-04-05T14:00", "ops");
    assertThat(onlyTimer()).isEqualTo(Instant.parse("2026-04-04T08:00:00Z"));
    time.advanceTo(Instant.parse("2026-04-01T12:00:00Z"));
    assertThat(told()).isZero();
    control.resume(run, "ops");
    time.runDue();
    assertThat(told()).isEqualTo(1);
    assertThat(touches()).isZero();
    toTheEnd();
    everythingWasDoneOnce();
  }

  @Test
  void aPausedRunWithAnOpenTaskMovesItsDueDateToo() {
    time.advanceTo(MESSAGES_WAIT);
    control.pause(run, "ops");
    moves.move(run, "start", "2026-04-05T14:00", "ops");
    assertThat(usefulUntil()).containsExactly(Instant.parse("2026-04-05T12:00:00Z"));
    control.resume(run, "ops");
    var task = tasks.createTaskQuery().taskDefinitionKey("Task_BringList").singleResult();
    assertThat(task.getDueDate()).isEqualTo("2026-04-07T10:00:00Z");
  }

  @Test
  void datesOfARunThatIsOverStay() {
    control.cancel(run, "ops");
    assertThatThrownBy(() -> moves.move(run, "start", "2026-04-05T14:00", "ops"))
        .isInstanceOf(WrongState.class)
        .hasMessageContaining("only dates of a running or paused one can be moved");
  }

  @Test
  void otherRunsStayAsTheyAre() {
    var other = start();
    time.runDue();
    moves.move(run, "start", "2026-04-05T14:00", "ops");
    assertThat(dates.get(other, "start").at()).isEqualTo(Instant.parse("2026-03-31T12:00:00Z"));
    assertThat(jobs.createJobQuery().timers().processDefinitionKey(TrialEvent.SOP).list())
        .extracting(job -> job.getDuedate().toInstant())
        .containsExactlyInAnyOrder(
            dates.get(run, "announce").at(), dates.get(other, "announce").at());
  }

  private long start() {
    var variables =
        Map.<String, Object>of(
            "eventStart",
            "2026-03-31T14:00",
            "eventEnd",
            Date.from(Instant.parse("2026-03-31T13:30:00Z")),
            "eventZone",
            "Europe/Berlin");
    return control
        .start(new RunOrder(TrialEvent.SOP, "everyone", null, variables, null, "ops"))
        .id();
  }

  private void toTheEnd() {
    time.advanceTo(Instant.parse("2026-04-20T12:00:00Z"));
    var task = tasks.createTaskQuery().taskDefinitionKey("Task_BringList").singleResult();
    tasks.complete(task.getId());
    time.runDue();
  }

  private void everythingWasDoneOnce() {
    assertThat(runs.get(run).state().name()).isEqualTo("ENDED");
    assertThat(tagged()).isEqualTo(2);
    assertThat(touches()).isEqualTo(2);
    // On a weekend nobody is written to, and after the start nobody is reminded.
    var sent = dates.get(run, "remindEve").day().getDayOfWeek() == DayOfWeek.SATURDAY ? 0 : 2;
    assertThat(count("select count(*) from touch where state = 'SENT'")).isEqualTo(sent);
    assertThat(count("select count(*) from touch where state = 'DROPPED'")).isEqualTo(2 - sent);
    assertThat(count("select count(*) from touch where done_at > useful_until")).isZero();
    assertThat(told()).isEqualTo(1);
  }

  private Instant onlyTimer() {
    var timers = jobs.createJobQuery().timers().processDefinitionKey(TrialEvent.SOP).list();
    assertThat(timers).hasSize(1);
    return timers.get(0).getDuedate().toInstant();
  }

  private Object variable(String name) {
    return runtime.getVariable(runs.get(run).processInstanceId(), name);
  }

  private String local(String date) {
    return dates.get(run, date).local().toString();
  }

  private Map<String, LocalDate> dueDays() {
    var days = new LinkedHashMap<String, LocalDate>();
    journal
        .dueFrom(LocalDate.of(2026, 3, 2), run, 50)
        .forEach(entry -> days.put(entry.text(), entry.dueOn()));
    return days;
  }

  private List<Instant> usefulUntil() {
    return db
        .sql("select distinct useful_until from touch")
        .query(java.time.OffsetDateTime.class)
        .list()
        .stream()
        .map(java.time.OffsetDateTime::toInstant)
        .toList();
  }

  private long tagged() {
    return count("select count(*) from contact_tag where tag = 'announced'");
  }

  private long touches() {
    return count("select count(*) from touch");
  }

  private long told() {
    return count("select count(*) from journal_entry where text = 'Everybody was told'");
  }

  private long count(String sql) {
    return db.sql(sql).query(Long.class).single();
  }

  private static ContentDraft reminder() {
    return new ContentDraft(
        TrialEvent.PIECE,
        null,
        "Reminder",
        new Marks(Stage.BRAND, null, null, Channel.EMAIL, "en", 900, null, null),
        new Words("It begins soon", "<p>See you, {{ contact.name }}.</p>", null),
        null);
  }
}
