package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many senders at work while those right before them refuse: at whatever point a refusal is stored,
 * no call to a courier begins after it.
 */
@SopflowTest
@Tag("database")
class StopBesideSendingTest {

  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");
  private static final int READERS = 800;
  private static final int SENDERS = 3;
  private static final int STOPPERS = 8;
  private static final int CALLS_PER_STOP = 20;

  /**
   * So many refusals must have met a message in a sender's hands; another round if they have not.
   */
  private static final int ENOUGH = 20;

  private static final int MOST_ROUNDS = 10;
  private static final long SEED = 20261123;

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Consents consents;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  @Autowired TransactionTemplate transaction;
  private TouchHouse house;
  private final Map<Long, Long> called = new ConcurrentHashMap<>();
  private final Map<Long, Long> stopped = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private Map<String, Long> byNumber;

  @BeforeEach
  void evening() {
    clock.moveTo(EVENING);
    house = new TouchHouse(db, clock);
    byNumber = new ConcurrentHashMap<>();
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  private void plannedReaders(int round) {
    var readers = new ArrayList<Long>();
    for (var i = (round - 1) * READERS; i < round * READERS; i++) {
      var reader = house.contact("Boss " + i, PositionLevel.BOSS);
      var number = "+4930555%04d".formatted(i);
      house.identity(reader, "PHONE", number);
      house.consent(reader, "SMS", "GRANTED");
      byNumber.put(number, reader);
      readers.add(reader);
    }
    var plan = house.plan(round, ContentChoice.piece(house.piece("p", SMS, "en")), List.of(SMS));
    touches.plan(
        new SendPlan(
            round,
            plan.step(),
            1,
            ContactSet.ofAll(readers.toArray(Long[]::new)),
            plan.channels(),
            plan.content(),
            plan.purpose(),
            plan.dueAt(),
            plan.usefulUntil()));
  }

  /** Now fast, now slow, so that few or many are promised to a courier at once. */
  private Outcome take(Message message, Random random) {
    called.put(byNumber.get(message.address()), System.nanoTime());
    var nr = calls.incrementAndGet();
    var isSlow = stopped.size() < nr / CALLS_PER_STOP || nr % 200 < 60;
    LockSupport.parkNanos(random.nextInt(isSlow ? 20_000_000 : 200_000));
    return Outcome.accepted("SM" + message.touchId());
  }

  private Dispatcher sender(int nr) {
    var random = new Random(SEED + nr);
    return TestDispatchers.of(
        context, gate, TestDispatchers.courier(Channel.SMS, message -> take(message, random)));
  }

  /** Refuses for those whose message is in a sender's hands. */
  private void stopSome(int nr, int round) {
    var random = new Random(SEED + 100 + nr);
    while (calls.get() + stopped.size() < round * READERS - 100) {
      var inHand = inHand();
      if (!inHand.isEmpty()) {
        var reader = inHand.get(random.nextInt(inHand.size()));
        transaction.executeWithoutResult(status -> refuse(reader));
      }
      LockSupport.parkNanos(random.nextInt(5_000_000));
    }
  }

  private List<Long> inHand() {
    return db.sql("select contact_id from touch where state = 'CLAIMED' and withdrawn is null")
        .query(Long.class)
        .list();
  }

  /** From before it is stored: nothing may begin even then. */
  private void refuse(long reader) {
    consents.refuse(reader, Channel.SMS, "test", "contact");
    stopped.putIfAbsent(reader, System.nanoTime());
  }

  @Test
  void noCallBeginsAfterARefusalIsStored() throws InterruptedException, ExecutionException {
    for (var round = 1; round <= MOST_ROUNDS && count("withdrawn is not null") <= ENOUGH; round++) {
      plannedReaders(round);
      sendAndStop(round);
    }
    var late =
        stopped.entrySet().stream()
            .filter(stop -> called.getOrDefault(stop.getKey(), Long.MIN_VALUE) > stop.getValue())
            .toList();
    System.out.printf(
        "Refusals beside sending, seed %d: %d refused, %d of them while their message was claimed, "
            + "%d had been called before, %d called after%n",
        SEED,
        stopped.size(),
        count("withdrawn is not null"),
        count("state = 'SENT' and withdrawn is not null"),
        late.size());
    assertThat(late).isEmpty();
    assertThat(count("withdrawn is not null")).isGreaterThan(ENOUGH);
    assertThat(count("state = 'SENT'")).isEqualTo(called.size());
    assertThat(count("state in ('PLANNED', 'CLAIMED', 'UNKNOWN')")).isZero();
  }

  private void sendAndStop(int round) throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(SENDERS + STOPPERS);
    var work = new ArrayList<Future<?>>();
    for (var i = 0; i < SENDERS; i++) {
      var sender = sender(i);
      work.add(pool.submit(sender::dispatchDue));
    }
    for (var i = 0; i < STOPPERS; i++) {
      var nr = i;
      work.add(pool.submit(() -> stopSome(nr, round)));
    }
    for (var each : work) {
      each.get();
    }
    pool.shutdown();
  }

  private int count(String where) {
    return db.sql("select count(*) from touch where " + where).query(Integer.class).single();
  }
}
