package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A run that stands still sends nothing, and one that ended never sends again. */
@SopflowTest
class PauseTest {

  /** Bosses in Berlin read now. */
  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;
  @Autowired VirtualClock clock;
  TouchHouse house;
  final List<Long> sent = new ArrayList<>();

  @BeforeEach
  void evening() {
    clock.moveTo(EVENING);
    house = new TouchHouse(db, clock);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  private Dispatcher by(Function<Message, Outcome> provider) {
    return TestDispatchers.of(context, gate, TestDispatchers.courier(EMAIL, provider));
  }

  private Dispatcher accepting() {
    return by(
        message -> {
          sent.add(message.touchId());
          return Outcome.accepted("x");
        });
  }

  private Dispatcher busyAnd(Runnable meanwhile) {
    return by(
        message -> {
          meanwhile.run();
          return Outcome.busy("451 later");
        });
  }

  private long plannedBoss() {
    var boss = house.contact("Boss", PositionLevel.BOSS);
    plan("Task_Send");
    return boss;
  }

  private void plan(String step) {
    var plan = house.plan(1, ContentChoice.piece(house.piece("p", EMAIL, "en")), List.of(EMAIL));
    touches.plan(
        new SendPlan(
            1,
            step,
            1,
            plan.to(),
            plan.channels(),
            plan.content(),
            plan.purpose(),
            plan.dueAt(),
            plan.usefulUntil()));
  }

  private void tryForADay() {
    for (var hour = 0; hour < 24; hour++) {
      clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
      accepting().dispatchDue();
    }
  }

  @Test
  void aTouchThatComesBackDuringAPauseWaitsForItsEnd() {
    var boss = plannedBoss();
    busyAnd(() -> touches.hold(1)).dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("HELD");
    assertThat(accepting().nextDue()).isEmpty();
    tryForADay();
    assertThat(sent).isEmpty();

    touches.release(1);
    tryForADay();
    assertThat(house.fate(1, boss)).isEqualTo("SENT");
    assertThat(sent).hasSize(1);
  }

  @Test
  void theRestOfABatchStopsWhenTheRunIsPaused() {
    var first = house.contact("First", PositionLevel.BOSS);
    var second = house.contact("Second", PositionLevel.BOSS);
    plan("Task_Send");
    by(message -> {
          touches.hold(1);
          pauseBeforeTheNextLook();
          return Outcome.accepted("x");
        })
        .dispatchDue();
    assertThat(house.fate(1, first)).isEqualTo("SENT");
    assertThat(house.fate(1, second)).isEqualTo("HELD");
    assertThat(db.sql("select reason from touch_event where kind = 'DEFERRED'").query().singleRow())
        .containsValue("RUN_PAUSED");
  }

  private static void pauseBeforeTheNextLook() {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRowThatSlippedBackIntoWaitingStillStaysIn() {
    var boss = plannedBoss();
    touches.hold(1);
    db.sql("update touch set state = 'PLANNED'").update();
    assertThat(accepting().nextDue()).isEmpty();
    tryForADay();
    assertThat(sent).isEmpty();
    touches.release(1);
    tryForADay();
    assertThat(house.fate(1, boss)).isEqualTo("SENT");
  }

  @Test
  void whatIsPlannedDuringAPauseWaitsWithTheRest() {
    var boss = house.contact("Boss", PositionLevel.BOSS);
    touches.hold(1);
    plan("Task_Send");
    assertThat(house.fate(1, boss)).isEqualTo("HELD");
    assertThat(touches.release(1)).isOne();
    assertThat(house.fate(1, boss)).isEqualTo("PLANNED");
  }

  @Test
  void aReleaseSeesWhatIsBeingPlannedAtThatMoment() {
    var boss = house.contact("Boss", PositionLevel.BOSS);
    touches.hold(1);
    var release =
        transaction.execute(
            status -> {
              plan("Task_Send");
              var released = CompletableFuture.supplyAsync(() -> touches.release(1));
              pauseBeforeTheNextLook();
              assertThat(released).isNotDone();
              return released;
            });
    assertThat(release.orTimeout(20, TimeUnit.SECONDS).join()).isOne();
    assertThat(house.fate(1, boss)).isEqualTo("PLANNED");
  }

  @Test
  void aTouchThatComesBackAfterItsRunWasCancelledStaysDropped() {
    var boss = plannedBoss();
    busyAnd(() -> touches.withdraw(1, Reason.RUN_CANCELLED)).dispatchDue();
    staysOut(boss, "DROPPED RUN_CANCELLED");
    assertThat(db.sql("select kind from touch_event").query(String.class).list())
        .containsExactly("DROPPED");
  }

  @Test
  void aTouchThatComesBackAfterItsContactLeftStaysDropped() {
    var boss = plannedBoss();
    busyAnd(() -> touches.withdraw(1, ContactSet.of(boss), Reason.LEFT_RUN)).dispatchDue();
    staysOut(boss, "DROPPED LEFT_RUN");
  }

  @Test
  void aPausedRunThatIsCancelledStaysDroppedToo() {
    var boss = plannedBoss();
    busyAnd(
            () -> {
              touches.hold(1);
              touches.withdraw(1, Reason.RUN_CANCELLED);
              touches.release(1);
            })
        .dispatchDue();
    staysOut(boss, "DROPPED RUN_CANCELLED");
  }

  @Test
  void aTouchThatWasGivenUpDoesNotComeBackWhenTheProviderAnswersLate() {
    var boss = plannedBoss();
    busyAnd(
            () -> {
              db.sql("update touch set lease_until = current_timestamp - interval '1' second")
                  .update();
              accepting().endExpiredLeases();
              touches.withdraw(1, Reason.RUN_CANCELLED);
            })
        .dispatchDue();
    staysOut(boss, "UNKNOWN NO_CLEAR_ANSWER");
  }

  private void staysOut(long contact, String fate) {
    assertThat(house.fate(1, contact)).isEqualTo(fate);
    tryForADay();
    assertThat(house.fate(1, contact)).isEqualTo(fate);
    assertThat(sent).isEmpty();
  }
}
