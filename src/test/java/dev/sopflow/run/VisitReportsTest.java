package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Correction;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.Visits.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class VisitReportsTest {

  @Autowired Visits visits;
  @Autowired Participants participants;
  @Autowired Consents consents;
  @Autowired Contacts contacts;
  @Autowired RunFixtures given;
  @Autowired RunControl control;
  @Autowired JdbcClient db;

  long ada;
  long run;
  long visit;

  @BeforeEach
  void aVisitOwedToAda() {
    ada = given.person("Ada", "rep1");
    run = given.run("sop-a");
    visit = visitIn(run);
  }

  @Test
  void interestedAndLaterStayInTheCadenceWithAMark() {
    report(Outcome.INTERESTED);
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
    assertThat(active("visit=interested")).isEqualTo(1);
    assertThat(conversations()).isEqualTo(1);
  }

  @Test
  void whoRepliedIsBackInTheCadenceWhenTheVisitIsGivenUp() {
    participants.replied(run, ada);
    visits.giveUp(visit);
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
  }

  @Test
  void whoRepliedIsBackInTheCadenceWhenTheVisitsProcessIsDeleted() {
    participants.replied(run, ada);
    visits.attach(Map.of(visit, "a-process"));
    control.deleted("a-process", "admin");
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.CANCELLED);
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
  }

  @Test
  void aVisitThatIsGivenUpTwiceMovesNobodyTwice() {
    visits.giveUp(visit);
    participants.replied(run, ada);
    visits.giveUp(visit);
    assertThat(given.stateIn(run, ada)).isEqualTo("REPLIED");
  }

  @Test
  void aConvertedContactLeavesTheMassMessagesOfThisRunOnly() {
    var other = given.run("sop-b");
    participants.enrol(other, ContactSet.of(ada));
    report(Outcome.CONVERTED);
    assertThat(given.stateIn(run, ada)).isEqualTo("CONVERTED");
    assertThat(given.stateIn(other, ada)).isEqualTo("ACTIVE");
  }

  @Test
  void theWrongPersonLeavesTheRun() {
    report(Outcome.WRONG_PERSON);
    assertThat(given.stateIn(run, ada)).isEqualTo("INVALID");
  }

  @Test
  void aRefusalInAVisitEndsEveryRunOfTheContact() {
    var other = given.run("sop-b");
    var otherVisit = visitIn(other);
    report(Outcome.REFUSED);
    assertThat(given.stateIn(run, ada)).isEqualTo("OPTED_OUT");
    assertThat(given.stateIn(other, ada)).isEqualTo("OPTED_OUT");
    assertThat(visits.find(otherVisit).orElseThrow().state()).isEqualTo(Visit.State.CANCELLED);
    assertThat(visits.find(visit).orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(consents.of(ada)).anyMatch(c -> c.channel() == null && !c.granted());
  }

  @Test
  void refusingOneChannelLeavesTheContactInTheRunForTheOthers() {
    consents.refuse(ada, Channel.EMAIL, "link", "contact");
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
    List.of(Channel.SMS, Channel.CALL)
        .forEach(channel -> consents.refuse(ada, channel, "link", "contact"));
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
    consents.refuse(ada, Channel.CHAT, "link", "contact");
    assertThat(given.stateIn(run, ada)).isEqualTo("OPTED_OUT");
  }

  @Test
  void withoutAnAnswerTheVisitStaysOpenAndTheAttemptCounts() {
    assertThat(report(Outcome.NO_ANSWER)).isEqualTo(1);
    assertThat(report(Outcome.NO_ANSWER)).isEqualTo(2);
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.OPEN);
    assertThat(conversations()).isZero();
    visits.giveUp(visit);
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.DONE);
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
  }

  @Test
  void whoRepliedComesBackIntoTheCadenceAfterTheConversation() {
    assertThat(participants.replied(run, ada)).isTrue();
    assertThat(active(null)).isZero();
    report(Outcome.LATER);
    assertThat(active(null)).isEqualTo(1);
  }

  @Test
  void aConversationByARefusedChannelIsKeptAsItHappened() {
    consents.refuse(ada, Channel.CALL, "phone", "rep1");
    report(Outcome.LATER);
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.DONE);
    assertThat(conversations()).isOne();
  }

  @Test
  void thePortraitIsCorrectedWithTheReport() {
    visits.report(
        visit,
        new Visits.Report(
            Outcome.LATER, Channel.CALL, "note", new Correction("CEO", "Example", "Lyon")),
        "rep1");
    var portrait = contacts.find(ada).orElseThrow();
    assertThat(portrait.positionTitle()).isEqualTo("CEO");
    assertThat(portrait.company()).isEqualTo("Example");
    assertThat(portrait.city()).isEqualTo("Lyon");
  }

  @Test
  void aReportThatCannotBeTakenSaysWhyAndChangesNothing() {
    refused(
        new Visits.Report(null, Channel.CALL, null, Correction.NONE), "Choose how the visit ended");
    refused(
        new Visits.Report(Outcome.LATER, null, null, Correction.NONE, Set.of(), "Hello"),
        "answers no letter");
    refused(new Visits.Report(Outcome.LATER, null, null, Correction.NONE), "by which channel");
    refused(
        new Visits.Report(Outcome.LATER, Channel.CALL, "x".repeat(4001), Correction.NONE),
        "The note has 4,001 characters; at most 4,000 fit");
    refused(
        new Visits.Report(
            Outcome.LATER, Channel.CALL, null, new Correction("x".repeat(201), null, null)),
        "at most 200");
    assertThat(visits.find(visit).orElseThrow().attempts()).isZero();
    report(Outcome.LATER);
    refused(
        new Visits.Report(Outcome.LATER, Channel.CALL, null, Correction.NONE),
        "This visit has its outcome already");
  }

  private void refused(Visits.Report report, String why) {
    assertThatThrownBy(() -> visits.report(visit, report, "rep1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private long visitIn(long someRun) {
    participants.enrol(someRun, ContactSet.of(ada));
    var who = new Visits.Candidate(ada, "rep1", "STAFF", null, null, null, null);
    return visits.open(someRun, "call", 1, who, 50, null, TestTime.START.plus(Duration.ofDays(1)));
  }

  private int report(Outcome outcome) {
    return visits.report(
        visit, new Visits.Report(outcome, Channel.CALL, "We talked", Correction.NONE), "rep1");
  }

  private int active(String filter) {
    var who = participants.active(run, filter);
    return db.sql("select count(*) from (" + who.sql() + ") who")
        .params(who.params())
        .query(Integer.class)
        .single();
  }

  private int conversations() {
    return db.sql("select count(*) from touch where purpose = 'VISIT' and state = 'SENT'")
        .query(Integer.class)
        .single();
  }
}
