package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.CALL;
import static dev.sopflow.contact.Channel.EMAIL;
import static dev.sopflow.contact.Channel.SMS;
import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Dimension;
import dev.sopflow.insight.Effect;
import dev.sopflow.insight.Measures;
import dev.sopflow.insight.Rate;
import dev.sopflow.insight.Rates;
import dev.sopflow.insight.Scope;
import dev.sopflow.insight.Tally;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random histories: what is sent, fails or stays in doubt, what is told of it in any order and more
 * than once, refusals, conversations and conversions. Whenever somebody asks, the sums are what a
 * recount of the whole ledger finds.
 */
@SopflowTest
class RecountTest {

  private static final Dimension[] ALL = {
    Dimension.RUN,
    Dimension.STEP,
    Dimension.OCCURRENCE,
    Dimension.CONTENT_VERSION,
    Dimension.CHANNEL,
    Dimension.PURPOSE,
    Dimension.LIFECYCLE,
    Dimension.POSITION,
    Dimension.HOUR,
    Dimension.DAY
  };
  private static final List<Signal.Kind> KINDS = List.of(Signal.Kind.values());
  private static final List<String> OUTCOMES =
      List.of("INTERESTED", "LATER", "CONVERTED", "REFUSED", "WRONG_PERSON");

  @Autowired ApplicationContext context;
  @Autowired Gate gate;
  @Autowired Touches touches;
  @Autowired Feedback feedback;
  @Autowired Consents consents;
  @Autowired Attributions attributions;
  @Autowired Rates rates;
  @Autowired Measures measures;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;
  Dispatcher dispatcher;
  Random random;
  final List<Long> runs = new ArrayList<>();
  final List<Long> people = new ArrayList<>();
  final List<Signal> told = new ArrayList<>();
  int occurrence;

  @BeforeEach
  void house() {
    house = new TouchHouse(db, clock);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void sumsAreWhatARecountFinds(long seed) {
    random = new Random(seed);
    System.out.println("seed " + seed);
    world();
    for (var day = 0; day < 30; day++) {
      live();
      if (random.nextInt(4) == 0) {
        agree(seed, day);
      }
    }
    agree(seed, 30);
    assertThat(rates.total(new Scope(null, null, null)).counts().values())
        .as("everything happened")
        .allMatch(count -> count > 0);
  }

  /** Somebody reads all the time while the history is written. */
  @Test
  void sumsAreRightForManyReadersAtOnce() {
    random = new Random(99);
    world();
    for (var day = 0; day < 10; day++) {
      var readers = new ArrayList<CompletableFuture<?>>();
      for (var n = 0; n < 4; n++) {
        readers.add(
            CompletableFuture.runAsync(
                () -> {
                  for (var again = 0; again < 20; again++) {
                    runs.forEach(run -> measures.of(run, null));
                  }
                }));
      }
      live();
      readers.forEach(CompletableFuture::join);
    }
    agree(99, 10);
  }

  private void agree(long seed, int day) {
    var recount = new Recount(db);
    var sums = new HashMap<List<String>, Tally>();
    rates.of(new Scope(null, null, null), ALL).forEach(line -> sums.put(line.key(), line.tally()));
    sums.values().removeIf(tally -> tally.counts().values().stream().allMatch(n -> n == 0));
    assertThat(sums).as("seed %d, day %d", seed, day).isEqualTo(recount.tallies());
    for (var run : runs) {
      for (var since : List.of(Instant.EPOCH, clock.instant().minus(Duration.ofDays(9)))) {
        agree(run, since, recount);
      }
    }
  }

  private void agree(long run, Instant since, Recount recount) {
    var found = measures.of(run, since);
    var reached = recount.readers(run, Effect.SENT, since);
    assertThat(found.reached()).isEqualTo(reached);
    assertThat(found.responses())
        .isEqualTo(new Rate(recount.readers(run, Effect.REPLIED, since), reached));
    assertThat(found.clicks())
        .isEqualTo(new Rate(recount.readers(run, Effect.CLICKED, since), reached));
    assertThat(found.opens())
        .isEqualTo(new Rate(recount.readers(run, Effect.OPENED, since), reached));
    assertThat(found.refusals())
        .isEqualTo(new Rate(recount.readers(run, Effect.REFUSED, since), reached));
    assertThat(found.unreachable())
        .isEqualTo(
            new Rate(
                recount.readers(run, Effect.UNREACHABLE, since),
                recount.readers(run, Effect.TRIED, since)));
  }

  private void world() {
    clock.moveTo(Instant.parse("2026-03-02T19:00:00Z"));
    for (var n = 0; n < 3; n++) {
      runs.add(given.run("sop-" + n));
    }
    for (var n = 0; n < 40; n++) {
      var level = pick(List.of(PositionLevel.values()));
      var zone = pick(List.of("Europe/Berlin", "Asia/Tokyo", "America/New_York"));
      var id = house.contact("P" + n, level, zone, "en", "DE");
      house.identity(id, "PHONE", "+49305" + String.format("%08d", id));
      house.consent(id, "SMS", "GRANTED");
      people.add(id);
    }
    for (var n = 0; n < 40; n++) {
      var piece = house.piece("recount", EMAIL, "en");
      house.rendition(piece, SMS, "en", "recount", n, null);
      house.rendition(piece, EMAIL, "de", "recount", n, null);
    }
    dispatcher =
        TestDispatchers.of(
            context,
            gate,
            TestDispatchers.courier(EMAIL, message -> outcome()),
            TestDispatchers.courier(SMS, message -> outcome()));
  }

  private Outcome outcome() {
    return switch (random.nextInt(12)) {
      case 0 -> Outcome.refused("550");
      case 1 -> Outcome.unclear("timeout");
      case 2 -> Outcome.busy("451");
      case 3 -> random.nextInt(6) == 0 ? Outcome.optedOut("21610") : Outcome.accepted("x");
      default -> Outcome.accepted("x");
    };
  }

  private void live() {
    if (random.nextInt(3) == 0) {
      plan();
    }
    for (var part = 0; part < 6; part++) {
      clock.moveTo(clock.instant().plus(Duration.ofHours(4)));
      dispatcher.dispatchDue();
      for (var n = random.nextInt(24); n > 0; n--) {
        somethingHappens();
      }
    }
  }

  private void plan() {
    var channels = random.nextBoolean() ? List.of(EMAIL, SMS) : List.of(SMS, EMAIL);
    var due = clock.instant();
    touches.plan(
        new SendPlan(
            pick(runs),
            "Task_Send" + random.nextInt(2),
            ++occurrence,
            TouchHouse.everybody(),
            channels,
            ContentChoice.nextUnseen("FUNCTION", null),
            random.nextInt(4) == 0 ? Purpose.TRANSACTIONAL : Purpose.MARKETING,
            due,
            due.plus(Duration.ofDays(4))));
  }

  private void somethingHappens() {
    clock.moveTo(clock.instant().plusMillis(random.nextInt(1_000)));
    switch (random.nextInt(20)) {
      case 0 -> talk();
      case 1 -> move();
      case 2 -> {
        if (random.nextInt(5) == 0) {
          consents.refuse(pick(people), pick(List.of(EMAIL, SMS, CALL)), "phone", "rep1");
        }
      }
      case 3 -> {
        if (random.nextInt(20) == 0) {
          consents.refuse(pick(people), null, "phone", "rep1");
        }
      }
      case 4 -> attributions.converted(pick(runs), ContactSet.of(pick(people)));
      case 5 -> told.stream().findFirst().ifPresent(first -> feedback.take(pick(told)));
      case 6 -> consents.grant(pick(people), pick(List.of(EMAIL, SMS)), "form", "contact");
      default -> hear();
    }
  }

  /** Of anything that was tried, however long ago; also twice, and the earlier after the later. */
  private void hear() {
    var tried =
        db.sql("select id from touch where claimed_at is not null order by id")
            .query(Long.class)
            .list();
    if (tried.isEmpty()) {
      return;
    }
    var kind = pick(KINDS);
    var rare = kind == Signal.Kind.BOUNCED || kind == Signal.Kind.COMPLAINED;
    if (rare && random.nextInt(10) > 0 || kind == Signal.Kind.REFUSED && random.nextInt(5) > 0) {
      return;
    }
    var signal = Signal.of(kind, EMAIL, pick(tried), null, null, "test", "s" + told.size(), null);
    told.add(signal);
    feedback.take(signal);
  }

  private void talk() {
    var run = pick(runs);
    var contact = pick(people);
    var outcome = pick(OUTCOMES);
    db.sql(
            """
            insert into visit (run_id, step, occurrence, contact_id, state, outcome, opened_at,
              due_at, closed_at) values (?, 'Task_Visit', ?, ?, 'DONE', ?, ?, ?, ?)
            """)
        .params(
            run,
            ++occurrence,
            contact,
            outcome,
            db(clock.instant()),
            db(clock.instant()),
            db(clock.instant()))
        .update();
    touches.recordVisit(run, "Task_Visit", occurrence, contact, CALL, clock.instant());
    if (outcome.equals("CONVERTED")) {
      attributions.converted(run, ContactSet.of(contact));
    }
  }

  /** Readers change; what they were when they were written to stays. */
  private void move() {
    var params = Map.of("id", pick(people), "level", pick(List.of("BOSS", "MANAGER", "STAFF")));
    db.sql("update contact set position_level = :level where id = :id").params(params).update();
    db.sql("delete from contact_attribute where contact_id = :id and name = 'lifecycle'")
        .param("id", params.get("id"))
        .update();
    db.sql("insert into contact_attribute values (:id, 'lifecycle', :stage)")
        .param("id", params.get("id"))
        .param("stage", pick(List.of("Lead", "customer", "Lapsed")))
        .update();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
