package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Only a touch that a courier was really given may be in doubt; all others go out later. */
@SopflowTest
class DoubtTest {

  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Consents consents;
  @Autowired Gate gate;
  @Autowired Leases leases;
  @Autowired DoubtEnds doubtEnds;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;

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

  private List<Long> plannedBosses(int count) {
    var bosses = new ArrayList<Long>();
    for (var i = 0; i < count; i++) {
      bosses.add(house.contact("Boss " + i, PositionLevel.BOSS));
    }
    touches.plan(house.plan(1, ContentChoice.piece(house.piece("p", EMAIL, "en")), List.of(EMAIL)));
    return bosses;
  }

  private void dispatcherDies() {
    db.sql(
            """
            update touch set lease_until = current_timestamp - interval '1' second
            where state = 'CLAIMED'
            """)
        .update();
    leases.endExpired();
  }

  @Test
  void whatNoCourierWasGivenIsSentLaterWhenItsDispatcherDies() {
    var bosses = plannedBosses(3);
    by(message -> {
          if (isTo(message, bosses.get(0))) {
            dispatcherDies();
            assertThat(house.fate(1, bosses.get(0))).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
            assertThat(house.fate(1, bosses.get(2))).isEqualTo("PLANNED");
          }
          return Outcome.accepted("x");
        })
        .dispatchDue();
    assertThat(bosses).allMatch(boss -> house.fate(1, boss).equals("SENT"));
    assertThat(attempts()).containsOnly(1);
  }

  @Test
  void aStopPutsBackWhatIsNotTriedYet() {
    var bosses = plannedBosses(3);
    var dispatcher = new AtomicReference<Dispatcher>();
    dispatcher.set(
        by(
            message -> {
              dispatcher.get().stop();
              return Outcome.accepted("x");
            }));
    dispatcher.get().dispatchDue();
    assertThat(house.fate(1, bosses.get(0))).isEqualTo("SENT");
    assertThat(house.fate(1, bosses.get(1))).isEqualTo("PLANNED");
    assertThat(house.fate(1, bosses.get(2))).isEqualTo("PLANNED");
    assertThat(attempts()).containsExactly(1, 0, 0);
  }

  @Test
  void aQuickCourierThatTurnsSlowLeavesFewInDoubt() {
    plannedBosses(60);
    var slow = new AtomicBoolean();
    var inDoubt = new ArrayList<Integer>();
    var dispatcher =
        by(
            message -> {
              if (slow.get()) {
                inDoubt.add(count("state = 'CLAIMED' and begun_at is not null"));
                LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
              }
              return Outcome.accepted("x");
            });
    dispatcher.dispatchBatch(EMAIL);
    slow.set(true);
    for (var i = 0; i < 6; i++) {
      house.contact("Late boss " + i, PositionLevel.BOSS);
    }
    touches.plan(house.plan(2, ContentChoice.piece(house.piece("q", EMAIL, "en")), List.of(EMAIL)));
    dispatcher.dispatchBatch(EMAIL);
    assertThat(inDoubt).hasSize(6);
    assertThat(inDoubt.subList(1, 6)).allMatch(begun -> begun <= 4);
  }

  @Test
  void aSlowCourierGivesBackWhatItDidNotComeToWithinItsShareOfTheLease() {
    plannedBosses(8);
    var second =
        new TouchSettings.Dispatch(
            true,
            500,
            1,
            Duration.ofSeconds(1),
            6,
            Duration.ofMinutes(5),
            Set.of(),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15));
    var dispatcher =
        TestDispatchers.of(
            context,
            gate,
            new TouchSettings(Set.of(), Duration.ofMinutes(30), true, second),
            TestDispatchers.courier(
                EMAIL,
                message -> {
                  LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
                  return Outcome.accepted("x");
                }));
    dispatcher.dispatchBatch(EMAIL);
    assertThat(count("state = 'SENT'")).isBetween(1, 2);
    assertThat(count("state = 'PLANNED' and attempts = 0")).isBetween(6, 7);
  }

  @Test
  void aMailThatMustArriveGoesAgainUnderTheSameNameWhenNothingIsHeardOfIt() {
    var names = new ArrayList<String>();
    var boss = inDoubt(Purpose.TRANSACTIONAL, names);
    clock.moveTo(EVENING.plus(Duration.ofMinutes(14)));
    by(named(names)).dispatchDue();
    assertThat(house.fate(1, boss)).startsWith("UNKNOWN");
    clock.moveTo(EVENING.plus(Duration.ofMinutes(15)));
    by(named(names)).dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("SENT");
    assertThat(names).hasSize(2).containsOnly(names.get(0));
  }

  @Test
  void aMailThatIsInDoubtAgainWaitsForAPerson() {
    var names = new ArrayList<String>();
    var boss = inDoubt(Purpose.TRANSACTIONAL, names);
    for (var hour = 1; hour < 5; hour++) {
      clock.moveTo(EVENING.plus(Duration.ofHours(hour)));
      by(message -> {
            names.add(message.messageId());
            return Outcome.unclear("cut off");
          })
          .dispatchDue();
    }
    assertThat(house.fate(1, boss)).startsWith("UNKNOWN");
    assertThat(names).hasSize(2);
  }

  @Test
  void advertisingNeverGoesAgainByItself() {
    var names = new ArrayList<String>();
    var boss = inDoubt(Purpose.MARKETING, names);
    clock.moveTo(EVENING.plus(Duration.ofHours(1)));
    by(named(names)).dispatchDue();
    assertThat(house.fate(1, boss)).startsWith("UNKNOWN");
    assertThat(names).hasSize(1);
  }

  @Test
  void whatWasWithdrawnWhileInDoubtNeverGoesAgain() {
    var names = new ArrayList<String>();
    var boss = inDoubt(Purpose.TRANSACTIONAL, names);
    touches.withdraw(1, Reason.RUN_CANCELLED);
    clock.moveTo(EVENING.plus(Duration.ofHours(1)));
    by(named(names)).dispatchDue();
    assertThat(house.fate(1, boss)).startsWith("UNKNOWN");
    assertThat(doubtEnds.sendAgain(touchOf(boss))).isFalse();
    assertThat(doubtEnds.arrived(touchOf(boss))).isTrue();
    assertThat(names).hasSize(1);
  }

  @Test
  void whoRefusedMeanwhileDoesNotGetItAgain() {
    var names = new ArrayList<String>();
    var boss = inDoubt(Purpose.TRANSACTIONAL, names);
    consents.refuse(boss, EMAIL, "phone", "rep1");
    clock.moveTo(EVENING.plus(Duration.ofHours(1)));
    by(named(names)).dispatchDue();
    assertThat(names).hasSize(1);
  }

  @Test
  void aPersonMayLetAdvertisingGoAgainOrCountItAsSentOnce() {
    var names = new ArrayList<String>();
    var boss = inDoubt(Purpose.MARKETING, names);
    assertThat(doubtEnds.sendAgain(touchOf(boss))).isTrue();
    assertThat(doubtEnds.sendAgain(touchOf(boss))).isFalse();
    assertThat(doubtEnds.arrived(touchOf(boss))).isFalse();
    by(named(names)).dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("SENT");
    assertThat(names).hasSize(2).containsOnly(names.get(0));
  }

  private long inDoubt(Purpose purpose, List<String> names) {
    var boss = house.contact("Boss", PositionLevel.BOSS);
    var plan = house.plan(1, ContentChoice.piece(house.piece("p", EMAIL, "en")), List.of(EMAIL));
    touches.plan(
        new SendPlan(
            1,
            plan.step(),
            1,
            plan.to(),
            plan.channels(),
            plan.content(),
            purpose,
            plan.dueAt(),
            plan.usefulUntil()));
    by(message -> {
          names.add(message.messageId());
          return Outcome.unclear("cut off");
        })
        .dispatchDue();
    return boss;
  }

  private static Function<Message, Outcome> named(List<String> names) {
    return message -> {
      names.add(message.messageId());
      return Outcome.accepted("x");
    };
  }

  private long touchOf(long contact) {
    return db.sql("select id from touch where contact_id = ?")
        .param(contact)
        .query(Long.class)
        .single();
  }

  @Test
  void whatTheProviderAnsweredIsKeptWhenTheNextLetterBreaks() {
    var bosses = plannedBosses(3);
    by(message -> {
          db.sql("update touch set content_version_id = null").update();
          db.sql("delete from content_version where topic like 'Tp-%'").update();
          return Outcome.accepted("x");
        })
        .dispatchDue();
    assertThat(house.fate(1, bosses.get(0))).isEqualTo("SENT");
    assertThat(count("state = 'CLAIMED'")).isZero();
  }

  @Test
  void whatTheProviderAnsweredIsKeptWhenTheBatchBreaks() {
    var bosses = plannedBosses(3);
    var dispatcher =
        by(
            message -> {
              throw new StackOverflowError("deep");
            });
    assertThatThrownBy(dispatcher::dispatchDue).isInstanceOf(StackOverflowError.class);
    assertThat(house.fate(1, bosses.get(0))).isEqualTo("CLAIMED");
    assertThat(house.fate(1, bosses.get(1))).isEqualTo("PLANNED");
    assertThat(attempts()).containsExactly(1, 0, 0);
  }

  @Test
  void aTouchWithdrawnWhileItsCourierHasItIsInDoubtIfNobodyHearsTheAnswer() {
    var boss = plannedBosses(1).get(0);
    by(message -> {
          consents.refuse(boss, EMAIL, "phone", "rep1");
          assertThat(house.fate(1, boss)).isEqualTo("CLAIMED");
          dispatcherDies();
          assertThat(house.fate(1, boss)).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
          return Outcome.unclear("nothing heard");
        })
        .dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
  }

  @Test
  void aTouchWithdrawnWhileItsCourierHasItIsNotTriedAgain() {
    var boss = plannedBosses(1).get(0);
    by(message -> {
          touches.withdraw(1, Reason.RUN_CANCELLED);
          return Outcome.busy("451 later");
        })
        .dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("DROPPED RUN_CANCELLED");
    assertThat(db.sql("select kind from touch_event").query(String.class).list())
        .containsExactly("DROPPED");
  }

  private boolean isTo(Message message, long contact) {
    return message.address().startsWith("c" + contact + "@");
  }

  private List<Integer> attempts() {
    return db.sql("select attempts from touch order by id").query(Integer.class).list();
  }

  private int count(String where) {
    return db.sql("select count(*) from touch where " + where).query(Integer.class).single();
  }
}
