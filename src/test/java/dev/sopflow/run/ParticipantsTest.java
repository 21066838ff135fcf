package dev.sopflow.run;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class ParticipantsTest {

  @Autowired Participants participants;
  @Autowired Runs runs;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  @Test
  void aContactIsActiveAtMostOncePerSop() {
    var ada = given.person("Ada", null);
    var first = given.run("sop-a");
    var second = given.run("sop-a");
    assertThat(participants.enrol(first, EVERYBODY)).isEqualTo(1);
    assertThat(participants.enrol(second, EVERYBODY)).isZero();
    assertThat(given.stateIn(second, ada)).isEqualTo("not in the run");
  }

  @Test
  void aContactMayBeInTwoSopsAtOnceAndAgainAfterARunEnded() {
    given.person("Ada", null);
    var first = given.run("sop-a");
    participants.enrol(first, EVERYBODY);
    assertThat(participants.enrol(given.run("sop-b"), EVERYBODY)).isEqualTo(1);
    control.ended(runs.get(first).processInstanceId(), false);
    assertThat(participants.enrol(given.run("sop-a"), EVERYBODY)).isEqualTo(1);
  }

  @Test
  void enrollingTwiceChangesNothing() {
    given.person("Ada", null);
    var run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    assertThat(participants.enrol(run, EVERYBODY)).isZero();
  }

  @Test
  void whoRefusedEverythingStaysOut() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    var cid = given.person("Cid", null);
    given.refused(ada, "ALL");
    List.of("EMAIL", "SMS", "CALL", "CHAT").forEach(channel -> given.refused(bea, channel));
    given.refused(cid, "EMAIL");
    var run = given.run("sop-a");
    assertThat(participants.enrol(run, EVERYBODY)).isEqualTo(1);
    assertThat(given.stateIn(run, cid)).isEqualTo("ACTIVE");
  }

  @Test
  void aMarkIsReplacedAndPicksParticipants() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    var run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    assertThat(participants.mark(run, EVERYBODY, "attended", "no")).isEqualTo(2);
    assertThat(participants.mark(run, ContactSet.of(ada), "attended", "yes")).isEqualTo(1);
    assertThat(ids(participants.active(run, "attended=yes"))).containsExactly(ada);
    assertThat(ids(participants.active(run, "!attended=yes"))).containsExactly(bea);
    assertThat(ids(participants.active(run, null))).containsExactly(ada, bea);
  }

  @Test
  void aStrangerToTheRunGetsNoMark() {
    given.person("Ada", null);
    assertThat(participants.mark(given.run("sop-a"), EVERYBODY, "attended", "yes")).isZero();
  }

  @Test
  void aRunThatEndsEndsItsParticipants() {
    var ada = given.person("Ada", null);
    var run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    control.ended(runs.get(run).processInstanceId(), false);
    assertThat(given.stateIn(run, ada)).isEqualTo("ENDED");
    assertThat(runs.get(run).state()).isEqualTo(RunState.ENDED);
  }

  private List<Long> ids(ContactSet who) {
    return db.sql(who.sql() + " order by contact_id").params(who.params()).query(Long.class).list();
  }
}
