package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SopflowTest
class OptOutsTest {

  @Autowired Consents consents;
  @Autowired Participants participants;
  @Autowired Visits visits;
  @Autowired OptOuts optOuts;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;

  long ada;
  long run;
  long visit;

  @BeforeEach
  void aVisitOwedToAda() {
    ada = given.person("Ada", "rep1");
    run = given.run("sop-a");
    participants.enrol(run, ContactSet.of(ada));
    var who = new Visits.Candidate(ada, "rep1", "STAFF", null, null, null, null);
    var due = TestTime.START.plus(Duration.ofDays(1));
    visit = visits.open(run, "call", 1, who, 50, null, due);
  }

  @Test
  void aRefusalIsStoredEvenWhileSomebodyHoldsTheVisit() throws Exception {
    var held = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var holder = CompletableFuture.runAsync(() -> holdVisit(held, done));
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
    var refusal = CompletableFuture.runAsync(() -> consents.refuse(ada, null, "link", "contact"));
    try {
      await().atMost(Duration.ofSeconds(5)).until(() -> consents.of(ada).size() == 1);
    } finally {
      done.countDown();
    }
    CompletableFuture.allOf(holder, refusal).get(20, TimeUnit.SECONDS);
    assertThat(given.stateIn(run, ada)).isEqualTo("OPTED_OUT");
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.CANCELLED);
  }

  @Test
  void aVisitIsCancelledWhenTheLastWayToMakeItIsRefused() {
    participants.replied(run, ada);
    consents.refuse(ada, Channel.CALL, "phone", "rep1");
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.OPEN);
    consents.refuse(ada, Channel.CHAT, "chat", "rep1");
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.CANCELLED);
    assertThat(db.sql("select reason from visit").query(String.class).single())
        .isEqualTo("REFUSED");
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
  }

  @Test
  void whatARefusalOfCallsLeftBehindIsEndedByTheNextSweep() {
    given.unknown(ada, "WECOM");
    given.refused(ada, "CALL");
    optOuts.sweep();
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.CANCELLED);
    assertThat(given.stateIn(run, ada)).isEqualTo("ACTIVE");
  }

  @Test
  void whatARefusalLeftBehindIsEndedByTheNextSweep() {
    given.refused(ada, "ALL");
    var bob = given.person("Bob", "rep1");
    participants.enrol(run, ContactSet.of(bob));
    given.refused(bob, "EMAIL");
    List.of(1, 2).forEach(again -> optOuts.sweep());
    assertThat(given.stateIn(run, ada)).isEqualTo("OPTED_OUT");
    assertThat(visits.find(visit).orElseThrow().state()).isEqualTo(Visit.State.CANCELLED);
    assertThat(given.stateIn(run, bob)).isEqualTo("ACTIVE");
  }

  private void holdVisit(CountDownLatch held, CountDownLatch done) {
    transaction.executeWithoutResult(
        status -> {
          db.sql("select id from visit where id = :id for update")
              .param("id", visit)
              .query(Long.class)
              .single();
          held.countDown();
          try {
            done.await(15, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
