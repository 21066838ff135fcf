package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class DeliveryTest {

  /** Bosses in Berlin read now. */
  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Consents consents;
  @Autowired Gate gate;
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

  private List<Long> plannedBosses(int count, int runs) {
    var bosses = new ArrayList<Long>();
    for (var i = 0; i < count; i++) {
      bosses.add(house.contact("Boss " + i, PositionLevel.BOSS));
    }
    for (var run = 1; run <= runs; run++) {
      touches.plan(
          house.plan(
              run, ContentChoice.piece(house.piece("p", EMAIL, "en")), List.of(Channel.EMAIL)));
    }
    return bosses;
  }

  @Test
  void manyDispatchersNeverSendTwiceNorOverTheCap() throws Exception {
    var bosses = plannedBosses(150, 4);
    var sends = new ConcurrentHashMap<Long, AtomicInteger>();
    var threads = Executors.newFixedThreadPool(4);
    for (var i = 0; i < 4; i++) {
      var dispatcher =
          by(
              message -> {
                var contact = contactOf(message);
                sends.computeIfAbsent(contact, id -> new AtomicInteger()).incrementAndGet();
                return Outcome.accepted("x");
              });
      threads.submit(dispatcher::dispatchDue);
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    by(message -> Outcome.accepted("late")).dispatchDue();

    assertThat(sends).hasSize(bosses.size());
    assertThat(sends.values()).allMatch(count -> count.get() == 1);
    assertThat(count("state = 'SENT'")).isEqualTo(bosses.size());
    assertThat(count("state = 'CLAIMED'")).isZero();
  }

  private long contactOf(Message message) {
    return db.sql("select contact_id from touch where id = ?")
        .param(message.touchId())
        .query(Long.class)
        .single();
  }

  @Test
  void whoRefusesWhileOthersAreSentToGetsNothing() {
    var bosses = plannedBosses(3, 1);
    var sent = new ArrayList<Long>();
    by(message -> {
          if (sent.isEmpty()) {
            consents.refuse(bosses.get(2), null, "phone", "rep1");
          }
          sent.add(contactOf(message));
          return Outcome.accepted("x");
        })
        .dispatchDue();
    assertThat(sent).containsExactly(bosses.get(0), bosses.get(1));
    assertThat(house.fate(1, bosses.get(2))).isEqualTo("DROPPED REFUSED");
  }

  @Test
  void aBusyProviderIsTriedAgainLaterAndNotForEver() {
    var boss = plannedBosses(1, 1).get(0);
    var tries = new AtomicInteger();
    var dispatcher =
        by(
            message -> {
              tries.incrementAndGet();
              return Outcome.busy("451 later");
            });
    dispatcher.dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("PLANNED");
    for (var due = dispatcher.nextDue(); due.isPresent(); due = dispatcher.nextDue()) {
      clock.moveTo(due.get());
      dispatcher.dispatchDue();
    }
    assertThat(house.fate(1, boss)).isEqualTo("FAILED TOO_MANY_TRIES");
    assertThat(tries).hasValue(6);
  }

  @Test
  void aChannelThatIsSetUpWronglyStandsStillWithoutUsingUpTries() {
    var boss = plannedBosses(1, 1).get(0);
    var dispatcher = by(message -> Outcome.channelDown("535 wrong password"));
    dispatcher.dispatchDue();
    assertThat(context.getBean(ChannelHealth.class).stopOf(EMAIL)).isPresent();
    assertThat(house.fate(1, boss)).isEqualTo("PLANNED");
    assertThat(db.sql("select attempts from touch").query(Integer.class).single()).isZero();

    clock.moveTo(clock.instant().plus(Duration.ofMinutes(16)));
    by(message -> Outcome.accepted("x")).dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("SENT");
    assertThat(context.getBean(ChannelHealth.class).stopOf(EMAIL)).isEmpty();
  }

  @Test
  void anOutageOfTheProviderUsesUpNoTriesAndIsNotAskedForEachTouch() {
    var bosses = plannedBosses(20, 1);
    var calls = new AtomicInteger();
    var away =
        by(
            message -> {
              calls.incrementAndGet();
              return Outcome.notNow("connection refused");
            });
    var end = clock.instant().plus(Duration.ofHours(2));
    for (var due = away.nextDue(); due.filter(end::isAfter).isPresent(); due = away.nextDue()) {
      clock.moveTo(due.get().isAfter(clock.instant()) ? due.get() : clock.instant());
      away.dispatchDue();
    }
    assertThat(calls.get()).isBetween(5, 20);
    assertThat(count("state = 'PLANNED' and attempts = 0")).isEqualTo(20);

    var works = by(message -> Outcome.accepted("x"));
    for (var due = works.nextDue(); due.isPresent(); due = works.nextDue()) {
      clock.moveTo(due.get().isAfter(clock.instant()) ? due.get() : clock.instant());
      works.dispatchDue();
    }
    assertThat(bosses).allMatch(boss -> house.fate(1, boss).equals("SENT"));
  }

  @Test
  void nobodyKnowsMeansNeverAgain() {
    var boss = plannedBosses(1, 1).get(0);
    var dispatcher =
        by(
            message -> {
              throw new IllegalStateException("courier broke");
            });
    dispatcher.dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
    assertThat(dispatcher.nextDue()).isEmpty();
  }

  @Test
  void aProviderThatKnowsOfARefusalTellsUs() {
    var boss = plannedBosses(1, 1).get(0);
    by(message -> Outcome.optedOut("21610")).dispatchDue();
    assertThat(house.fate(1, boss)).isEqualTo("FAILED REFUSED");
    assertThat(
            db.sql("select channel from consent where contact_id = ? and status = 'REFUSED'")
                .param(boss)
                .query(String.class)
                .list())
        .containsExactly("EMAIL");
  }

  private int count(String where) {
    return db.sql("select count(*) from touch where " + where).query(Integer.class).single();
  }
}
