package dev.sopflow.run;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.insight.Timelines;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class VisitsTest {

  private static final Instant TOMORROW = TestTime.START.plus(Duration.ofDays(1));

  @Autowired Visits visits;
  @Autowired RunFixtures given;
  @Autowired JournalEntries journal;
  @Autowired Timelines timelines;
  @Autowired VirtualClock clock;
  @Autowired JdbcClient db;

  @Test
  void visitsGoToTheOwnerElseToTheLeastLoadedRep() {
    given.person("Ada", "rep2");
    given.person("Bea", null);
    given.person("Cid", "somebody who left");
    var run = given.run("sop-a");
    var ids = visits.openAll(new VisitRound(run, "day1", 1), openings(run));
    assertThat(ids).extracting(visits::repOf).containsExactly("rep2", "rep1", "rep1");
  }

  @Test
  void openingTheSameVisitAgainReturnsIt() {
    given.person("Ada", null);
    var run = given.run("sop-a");
    var openings = openings(run);
    var first = visits.openAll(new VisitRound(run, "day1", 1), openings);
    assertThat(visits.openAll(new VisitRound(run, "day1", 1), openings)).isEqualTo(first);
  }

  @Test
  void whoHasAnOpenVisitIsNoCandidateForAnother() {
    given.person("Ada", null);
    var run = given.run("sop-a");
    var id = visits.openAll(new VisitRound(run, "day1", 1), openings(run)).get(0);
    assertThat(visits.candidates(round(run), EVERYBODY, 10)).isEmpty();
    visits.giveUp(id);
    assertThat(visits.candidates(round(run), EVERYBODY, 10)).hasSize(1);
  }

  @Test
  void whoWasVisitedTheLongestAgoOrNeverComesFirst() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    var cid = given.person("Cid", null);
    var run = given.run("sop-a");
    visited(run, "day1", bea);
    clock.moveTo(TOMORROW);
    visited(run, "day2", ada);
    assertThat(turns(run, 1)).containsExactly(cid);
    assertThat(turns(run, 2)).containsExactly(cid, bea);
    assertThat(turns(run, 9)).containsExactly(cid, bea, ada);
  }

  @Test
  void whoSharesTheLastPlaceIsChosenByPriority() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    var all = visits.candidates(round(given.run("sop-a")), EVERYBODY, 1);
    assertThat(all).extracting(Visits.Candidate::contactId).containsExactlyInAnyOrder(ada, bea);
    var turns =
        all.stream()
            .map(one -> opening(one, one.contactId() == bea ? 80 : 20))
            .sorted(Visits.Opening.TURN);
    assertThat(turns).extracting(one -> one.contact().contactId()).containsExactly(bea, ada);
  }

  private void visited(long run, String step, long contact) {
    var who = visits.candidates(round(run), ContactSet.of(contact), 1);
    visits.giveUp(
        visits.openAll(new VisitRound(run, step, 1), List.of(opening(who.get(0), 50))).get(0));
  }

  private List<Long> turns(long run, int atMost) {
    return visits.candidates(round(run), EVERYBODY, atMost).stream()
        .map(Visits.Candidate::contactId)
        .toList();
  }

  @Test
  void whoRefusedCallsIsVisitedByChatOnly() {
    var ada = given.person("Ada", null);
    given.refused(ada, "CALL");
    var run = given.run("sop-a");
    assertThat(visits.candidates(round(run), EVERYBODY, 10)).hasSize(1);
    given.refused(ada, "CHAT");
    assertThat(visits.candidates(round(run), EVERYBODY, 10)).isEmpty();
  }

  @Test
  void whoCannotBeVisitedIsLeftOutWithTheReason() {
    var ada = given.person("Ada", null);
    given.refused(given.person("Bea", null), "ALL");
    var cid = given.person("Cid", null);
    given.refused(cid, "CHAT");
    given.suppressed(cid, "PHONE");
    given.unknown(given.person("Dan", null), "PHONE", "WECOM");
    var run = given.run("sop-a");
    var round = new VisitRound(run, "day1", 1);
    visits.openAll(round, openings(run));
    List.of(1, 2).forEach(again -> visits.leaveOut(round, EVERYBODY, "ops"));
    assertThat(kept("state")).containsExactly("OPEN", "SKIPPED", "SKIPPED", "SKIPPED");
    assertThat(kept("reason")).containsExactly(null, "REFUSED", "SUPPRESSED", "UNREACHABLE");
    assertThat(journal.ofRun(run, 10).get(0).text())
        .startsWith("Visits: 3 people left out (1 refused, 1 with")
        .endsWith("1 without phone or chat)");
    assertThat(timelines.of(cid, 0, 10).get(0).text())
        .isEqualTo("Left out of the visits: the address must not be used");
    assertThat(timelines.of(ada, 0, 10).get(0).kind()).isEqualTo("OPENED");
  }

  private static VisitRound round(long run) {
    return new VisitRound(run, "day1", 1);
  }

  private List<String> kept(String column) {
    return db.sql("select " + column + " from visit order by contact_id")
        .query(String.class)
        .list();
  }

  /** In turn, as the step opens them: a set by itself has no order. */
  private List<Visits.Opening> openings(long run) {
    return visits.candidates(round(run), EVERYBODY, 100).stream()
        .map(candidate -> opening(candidate, 50))
        .sorted(Visits.Opening.TURN)
        .toList();
  }

  private static Visits.Opening opening(Visits.Candidate candidate, int priority) {
    return new Visits.Opening(candidate, priority, null, TOMORROW);
  }
}
