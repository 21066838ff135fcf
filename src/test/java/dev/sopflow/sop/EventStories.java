package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An online event, from the date in the calendar to the review. */
abstract class EventStories extends EventSteps {

  @Test
  void anEventUnfoldsFromItsDateToItsReview() {
    people(8);
    var run = event(Map.of());
    checklist(Map.of("slidesAllowed", true, "lottery", true, "liveQuestions", true));
    at("2026-03-11T08:55:00Z");
    assertThat(planned("event-announcement")).isZero();
    at("2026-03-11T09:05:00Z");
    assertThat(planned("event-announcement")).isEqualTo(8);
    assertThat(openPosts())
        .extracting(Task::getName)
        .containsExactlyInAnyOrder(
            "Post to Moments", "Post to communities", "Write to own contacts");
    promoteByHand();
    at("2026-03-18T13:30:00Z");
    assertThat(sent("event-announcement")).isEqualTo(8);
    assertThat(planned("event-day-before")).isEqualTo(8);
    assertThat(planned("event-same-day")).isEqualTo(8);
    at("2026-03-18T15:00:00Z");
    assertThat(sentAfter("2026-03-18T13:00:00Z")).isZero();

    bring(run, "0,yes,55,1", "1,yes,41,0", "2,no,12,0", "3,no,0,0", "4,no,0,0", "9,no,70,3");
    answer("Bring the list in", Map.of("listArrived", "yes"));
    assertThat(marked("attended=yes")).isEqualTo(4);
    assertThat(marked("impression=strong")).isEqualTo(3);
    assertThat(planned("event-thanks-slides")).isEqualTo(4);
    assertThat(open("Visit contact")).hasSize(3);
    provideReplay();
    assertThat(planned("event-replay")).isEqualTo(5);

    visitEverybody("INTERESTED");
    at("2026-03-20T09:30:00Z");
    answer("Complete portraits on the list board", Map.of("portraitsDone", true));
    answer("Remove nonsense and non-targets", Map.of("secondScreeningDone", true));
    assertThat(marked("way=phone")).isEqualTo(3);
    assertThat(open("Visit contact")).hasSize(3);
    open("Visit contact").stream().limit(2).forEach(task -> visit(task, "LATER"));
    at("2026-04-02T16:30:00Z");
    assertThat(marked("secondRound=missed")).isEqualTo(2);
    assertThat(open("Visit contact")).isEmpty();
    answer(
        "Approve review",
        Map.of("lessons", "Start earlier", "colleagues", "rep", "approved", true));
    assertThat(runState(run)).isEqualTo("ENDED");
    assertThat(steps.of(run)).containsEntry("Task_SendAnnouncement", "Send announcement");
    nobodyGotOnePieceTwice();
    assertThat(count("select count(*) from touch where state in ('PLANNED', 'CLAIMED', 'HELD')"))
        .isZero();
  }

  @Test
  void anOpenPlatformGivesNoListAndTheReplayGoesToEverybody() {
    people(3);
    var run = event(Map.of("platform", "open"));
    checklist(Map.of("listExpected", "no"));
    at("2026-03-18T15:00:00Z");
    assertThat(open("Bring the list in")).isEmpty();
    at("2026-03-20T09:30:00Z");
    provideReplay();
    assertThat(planned("event-replay")).isEqualTo(3);
    review(run);
    assertThat(open("Visit contact")).isEmpty();
  }

  @Test
  void aListThatNeverComesIsGivenUpAndTheEventIsReviewedAllTheSame() {
    people(2);
    var run = event(Map.of("replayPlanned", false));
    checklist(Map.of());
    at("2026-03-20T12:00:00Z");
    assertThat(told("The list of an event is late")).isOne();
    at("2026-03-26T18:00:00Z");
    assertThat(open("Bring the list in")).isEmpty();
    review(run);
    assertThat(said(run)).anyMatch(text -> text.contains("There is no list of this event"));
  }

  @Test
  void opsMaySayThatThereWillBeNoList() {
    people(2);
    var run = event(Map.of("replayPlanned", false));
    checklist(Map.of());
    at("2026-03-18T15:00:00Z");
    answer("Bring the list in", Map.of("listArrived", "never"));
    review(run);
  }

  @Test
  void aStartTooLateIsCompressedAndSaysWhatWasLeftOut() {
    people(2);
    var run = event(Map.of("eventStart", "2026-03-02T18:00", "eventEnd", "2026-03-02T19:00"));
    checklist(Map.of());
    assertThat(planned("event-announcement")).isEqualTo(2);
    at("2026-03-02T16:30:00Z");
    assertThat(planned("event-day-before")).isZero();
    assertThat(
            db.sql("select state from run_date where name = 'dayBefore'")
                .query(String.class)
                .single())
        .isEqualTo("DROPPED");
    assertThat(said(run)).anyMatch(text -> text.contains("Reminder of the day before"));
  }

  @Test
  void anEventInThePastCannotBeStarted() {
    assertThatThrownBy(() -> event(Map.of("eventStart", "2026-02-27T14:00")))
        .hasMessageContaining("has passed");
    assertThat(count("select count(*) from run")).isZero();
  }

  @Test
  void whatIsOverdueIsToldAndWaits() {
    people(2);
    var run = event(Map.of());
    at("2026-03-10T08:00:00Z");
    assertThat(told("The checklist of an event is still open")).isOne();
    checklist(Map.of());
    at("2026-03-17T08:00:00Z");
    assertThat(told("A post is overdue")).isPositive();
    at("2026-03-18T15:00:00Z");
    assertThat(openPosts()).isEmpty();
    assertThat(said(run)).anyMatch(text -> text.contains("before everything planned"));
    bring(run, "0,no,55,1", "1,no,0,0");
    answer("Bring the list in", Map.of("listArrived", "yes"));
    at("2026-03-27T09:00:00Z");
    answer("Complete portraits on the list board", Map.of("portraitsDone", true));
    at("2026-03-31T09:00:00Z");
    assertThat(told("A screening of the list is overdue")).isEqualTo(2);
    answer("Remove nonsense and non-targets", Map.of("secondScreeningDone", true));
    at("2026-04-10T09:00:00Z");
    assertThat(said(run)).anyMatch(text -> text.contains("The replay was planned"));
    at("2026-04-17T09:00:00Z");
    assertThat(told("The review of an event still waits")).isOne();
    assertThat(marked("firstRound=missed")).isOne();
    review(run);
  }

  @Test
  void aReviewThatIsNotApprovedIsDrawnUpOnceMore() {
    people(1);
    var run = event(Map.of("replayPlanned", false));
    checklist(Map.of("listExpected", "no"));
    at("2026-03-18T15:00:00Z");
    answer("Approve review", Map.of("lessons", "Ask the reps", "approved", false));
    review(run);
  }

  @Test
  void whoRegisteredHearsThatTheEventIsCalledOffAndNothingElseGoesOut() {
    var guest = people(3).get(0);
    var run = event(Map.of());
    checklist(Map.of());
    registered(run, guest);
    at("2026-03-11T09:05:00Z");
    assertThat(planned("event-announcement")).isEqualTo(2);
    control.cancel(run, "ops");
    time.runDue();
    assertThat(runState(run)).isEqualTo("CANCELLED");
    at("2026-03-20T09:05:00Z");
    assertThat(sent("event-called-off")).isOne();
    assertThat(count("select count(*) from touch where state = 'SENT'"))
        .isEqualTo(1 + sent("event-announcement"));
    assertThat(sent("event-announcement")).isLessThan(2);
    assertThat(told("An event was called off")).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T07:00:00Z, -2",
    "2026-03-09T07:00:00Z, 5",
    "2026-03-09T07:00:00Z, 14",
    "2026-03-12T09:00:00Z, -2",
    "2026-03-12T09:00:00Z, 5",
    "2026-03-12T09:00:00Z, 14",
    "2026-03-17T09:30:00Z, 5",
    "2026-03-17T09:30:00Z, 14"
  })
  void aMovedEventMovesWhatIsNotYetDoneAndRepeatsNothing(String moment, int days) {
    var guest = people(4).get(0);
    var run = event(Map.of());
    checklist(Map.of());
    registered(run, guest);
    at(moment);
    var before = dates.of(run);
    var start = dates.get(run, "eventStart").local().plusDays(days);
    moves.move(run, "eventStart", start.toString(), "ops");
    time.runDue();
    assertThat(planned("event-moved")).isOne();
    assertThat(told("The dates of an event have moved")).isOne();
    assertThat(before.stream().filter(date -> date.isPast(Instant.parse(moment))))
        .allSatisfy(date -> assertThat(dates.get(run, date.name())).isEqualTo(date));
    assertThat(dates.get(run, "eventEnd").local()).isEqualTo(start.plusMinutes(90));
    assertThat(dates.get(run, "listDue").local())
        .isEqualTo(workingDays(1, start.toLocalDate()).atTime(12, 0));
    assertThat(dates.get(run, "listLate").local())
        .isEqualTo(workingDays(2, start.toLocalDate()).atTime(12, 0));
    assertThat(onlyTask("Write to own contacts").getDueDate().toInstant())
        .isEqualTo(dates.get(run, "dayBefore").at());

    time.advanceTo(dates.get(run, "eventEnd").at().plusSeconds(60));
    for (var piece : List.of("event-announcement", "event-day-before", "event-same-day")) {
      assertThat(planned(piece)).as(piece).isEqualTo(3);
    }
    assertThat(planned("event-way-in")).isOne();
    nobodyGotOnePieceTwice();
    nothingCameAfterTheStart(run);
    assertThat(onlyTask("Bring the list in").getDueDate().toInstant())
        .isEqualTo(dates.get(run, "listDue").at());
  }

  /** Good Friday and Easter Monday of 2026 are holidays in Berlin. */
  private static LocalDate workingDays(int count, LocalDate from) {
    var easter = List.of(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6));
    return from.plusDays(1)
        .datesUntil(from.plusDays(20))
        .filter(day -> day.getDayOfWeek().getValue() < 6 && !easter.contains(day))
        .skip(count - 1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEventIsNotMovedIntoThePast() {
    people(1);
    var run = event(Map.of());
    at("2026-03-17T09:30:00Z");
    assertThatThrownBy(() -> moves.move(run, "eventStart", "2026-03-16T14:00", "ops"))
        .hasMessageContaining("has passed");
    assertThat(dates.get(run, "eventStart").local()).isEqualTo("2026-03-18T14:00");
  }

  @Test
  void whoRegistersOnOurOwnPageIsNotInvitedAgainButToldTheWayIn() {
    people(3);
    var run = event(Map.of("platform", "own"));
    checklist(Map.of());
    register(run, 0);
    at("2026-03-18T13:30:00Z");
    assertThat(marked("registered=yes")).isOne();
    assertThat(planned("event-announcement")).isEqualTo(2);
    assertThat(planned("event-same-day")).isEqualTo(2);
    assertThat(sent("event-way-in")).isOne();
    at("2026-03-18T15:00:00Z");
    bring(run, "1,no,30,0");
    answer("Bring the list in", Map.of("listArrived", "yes"));
    assertThat(marked("registered=yes")).isEqualTo(2);
    assertThat(marked("attended=yes")).isOne();
    assertThat(marked("attended=no")).isOne();
  }

  @Test
  void whoRegistersWhileAnInvitationWaitsForItsHourIsNotInvited() {
    people(3);
    var run = event(Map.of("platform", "own"));
    checklist(Map.of());
    at("2026-03-11T09:00:30Z");
    assertThat(planned("event-announcement")).isEqualTo(3);
    assertThat(sent("event-announcement")).isZero();
    register(run, 1);
    at("2026-03-18T13:30:00Z");
    assertThat(sent("event-announcement")).isEqualTo(2);
    assertThat(count("select count(*) from touch where reason = 'NOT_MEANT'")).isOne();
    assertThat(sent("event-way-in")).isOne();
  }

  @Test
  void whoIsNotYetInThePrivateDomainIsAskedToConnect() {
    people(2);
    var run = event(Map.of("replayPlanned", false));
    checklist(Map.of());
    at("2026-03-18T15:00:00Z");
    bring(run, "0,no,55,2", "1,no,0,0");
    answer("Bring the list in", Map.of("listArrived", "yes"));
    visitEverybody("INTERESTED");
    at("2026-03-20T09:30:00Z");
    answer("Complete portraits on the list board", Map.of("portraitsDone", true));
    answer("Remove nonsense and non-targets", Map.of("secondScreeningDone", true));
    assertThat(marked("connect=wanted")).isEqualTo(2);
    assertThat(open("Ask to connect")).hasSize(1);
    tasks.complete(onlyTask("Ask to connect").getId(), Map.of("connection", "ADDED"));
    visitEverybody("LATER");
    at("2026-03-23T10:00:00Z");
    assertThat(open("Ask to connect")).hasSize(1);
    assertThat(marked("onWechat=yes")).isOne();
  }
}
