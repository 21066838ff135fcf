package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Correction;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.Visits.Outcome;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** What runs tell of their participants, visits and ends, each once. */
@SopflowTest
@RecordApplicationEvents
class ConversionsTest {

  @Autowired Conversions conversions;
  @Autowired Participants participants;
  @Autowired Visits visits;
  @Autowired RunControl control;
  @Autowired Runs runs;
  @Autowired RunFixtures given;
  @Autowired ApplicationEvents events;

  long ada;
  long run;

  @BeforeEach
  void adaInARun() {
    ada = given.person("Ada", "rep1");
    run = given.run("sop-a");
    participants.enrol(run, ContactSet.of(ada));
  }

  @Test
  void aVisitAndTheCrmTellOfOneConversionTogether() {
    var visit = visit();
    assertThat(report(visit, Outcome.CONVERTED)).isEqualTo(1);
    assertThat(conversions.convert(run, ada)).isFalse();
    assertThat(conversions.convertAll(ada, TestTime.START)).isEmpty();
    assertThat(events.stream(ContactConverted.class))
        .containsExactly(new ContactConverted(ada, run, TestTime.START));
  }

  @Test
  void whoIsNotInARunIsNotConvertedInIt() {
    var grace = given.person("Grace", "rep1");
    assertThat(conversions.convert(run, grace)).isFalse();
    participants.leave(run, ContactSet.of(ada), ParticipantState.OPTED_OUT);
    assertThat(conversions.convert(run, ada)).isFalse();
    assertThat(events.stream(ContactConverted.class)).isEmpty();
  }

  @Test
  void aVisitIsFinishedByItsOutcomeOrGivenUpAndToldOnce() {
    var visit = visit();
    report(visit, Outcome.NO_ANSWER);
    assertThat(events.stream(VisitFinished.class)).isEmpty();
    visits.giveUp(visit);
    visits.giveUp(visit);
    assertThat(events.stream(VisitFinished.class))
        .containsExactly(
            new VisitFinished(visit, run, ada, "rep1", Outcome.NO_ANSWER, TestTime.START));
  }

  @Test
  void theEndOfARunIsToldOnce() {
    control.ended(runs.get(run).processInstanceId(), false);
    control.ended(runs.get(run).processInstanceId(), false);
    assertThat(events.stream(RunEnded.class))
        .containsExactly(new RunEnded(run, RunState.ENDED, TestTime.START));
  }

  @Test
  void aRunThatIsDeletedInTheEngineIsToldAsCancelled() {
    visits.attach(Map.of(visit(), "a-visit"));
    control.deleted(runs.get(run).processInstanceId(), "admin");
    assertThat(events.stream(RunEnded.class))
        .containsExactly(new RunEnded(run, RunState.CANCELLED, TestTime.START));
    assertThat(events.stream(VisitFinished.class)).isEmpty();
  }

  private long visit() {
    var who = new Visits.Candidate(ada, "rep1", "STAFF", null, null, null, null);
    return visits.open(run, "call", 1, who, 50, null, TestTime.START.plusSeconds(60));
  }

  private int report(long visit, Outcome outcome) {
    return visits.report(
        visit, new Visits.Report(outcome, Channel.CALL, null, Correction.NONE), "rep1");
  }
}
