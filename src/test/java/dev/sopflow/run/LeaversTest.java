package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.touch.ContentChoice;
import dev.sopflow.touch.Dispatcher;
import dev.sopflow.touch.Purpose;
import dev.sopflow.touch.SendPlan;
import dev.sopflow.touch.Touches;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SopflowTest
class LeaversTest {

  @Autowired Participants participants;
  @Autowired Touches touches;
  @Autowired Dispatcher dispatcher;
  @Autowired TransactionTemplate transaction;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  long ada;
  long bea;
  long run;

  @BeforeEach
  void twoParticipants() {
    ada = given.person("Ada", "rep1");
    bea = given.person("Bea", "rep1");
    run = given.run("sop-a");
    participants.enrol(run, RunFixtures.EVERYBODY);
  }

  @Test
  void whoRepliesWhileAPlanIsBeingMadeGetsNothingOfIt() {
    planWhile(() -> participants.replied(run, ada));
    assertThat(fate(ada)).isEqualTo("DROPPED LEFT_RUN");
    assertThat(fate(bea)).isNotEqualTo("DROPPED LEFT_RUN");
  }

  @Test
  void whoConvertsWhileAPlanIsBeingMadeGetsNothingOfIt() {
    planWhile(() -> participants.leave(run, ContactSet.of(ada), ParticipantState.CONVERTED));
    assertThat(fate(ada)).isEqualTo("DROPPED LEFT_RUN");
  }

  @Test
  void whoIsBackFromAConversationGetsTheNextMessages() {
    participants.replied(run, ada);
    participants.comeBack(ContactSet.of(ada));
    planWhile(() -> {});
    assertThat(fate(ada)).isNotEqualTo("DROPPED LEFT_RUN");
  }

  /** The plan sees the participant in the run; the other commits first. */
  private void planWhile(Runnable other) {
    transaction.executeWithoutResult(
        status -> {
          touches.plan(plan());
          CompletableFuture.runAsync(() -> transaction.executeWithoutResult(inner -> other.run()))
              .join();
        });
    dispatcher.dispatchDue();
  }

  private SendPlan plan() {
    return new SendPlan(
        run,
        "Task_Send",
        1,
        participants.active(run, null),
        List.of(Channel.EMAIL),
        ContentChoice.nextUnseen("FUNCTION", null),
        Purpose.MARKETING,
        TestTime.START,
        TestTime.START.plus(Duration.ofDays(3)));
  }

  private String fate(long contact) {
    return db.sql("select state || ' ' || coalesce(reason, '') from touch where contact_id = :id")
        .param("id", contact)
        .query(String.class)
        .single();
  }
}
