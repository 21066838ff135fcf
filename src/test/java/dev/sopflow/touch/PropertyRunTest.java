package dev.sopflow.touch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.BusinessCalendar;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three SOPs at once over random people for 400 days: no send may break a promise, and with any
 * rule of the gate switched off the checker must notice. Larger, or another world, by {@code
 * -Dsopflow.property.contacts=..} and {@code -Dsopflow.property.seed=..}.
 */
@SopflowTest
class PropertyRunTest {

  private static final Duration QUARTER = Duration.ofHours(6);
  private static final Duration LEAST_STEP = Duration.ofMinutes(14);

  @Autowired Touches touches;
  @Autowired Consents consents;
  @Autowired ApplicationContext context;
  @Autowired SendWindows windows;
  @Autowired FrequencyCaps caps;
  @Autowired BusinessCalendar calendar;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;
  SendChecker checker;

  @BeforeEach
  void house() {
    house = new TouchHouse(db, clock);
    checker = new SendChecker(windows, caps, calendar);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @Test
  void noSendBreaksAPromise() {
    var contacts = Integer.getInteger("sopflow.property.contacts", 2_000);
    run(gate, contacts, 400, "nothing");
    var messages = checker.sent.stream().filter(sent -> sent.piece() != null).count();
    System.out.println("messages sent to " + contacts + " contacts in 400 days: " + messages);
    assertThat(messages).isGreaterThan(contacts);
    assertThat(checker.violations()).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consent",
        "opt-in",
        "suppression",
        "content-active",
        "content-valid",
        "no-repeat",
        "useful-until",
        "window",
        "cap"
      })
  void withARuleSwitchedOffTheCheckerNotices(String rule) {
    run(gate.without(rule), 150, 200, rule);
    System.out.println("without " + rule + ": " + checker.violations());
    assertThat(checker.violations()).containsKey(rule);
  }

  private void run(Gate gate, int contacts, int days, String provoked) {
    var seed = Long.getLong("sopflow.property.seed", 20260302L);
    System.out.println("seed " + seed);
    var dispatcher =
        TestDispatchers.of(
            context,
            gate,
            TestDispatchers.courier(Channel.EMAIL, this::record),
            TestDispatchers.courier(Channel.SMS, this::record));
    var world = new RandomWorld(new Random(seed), db, clock, touches, consents, house, checker);
    world.provoke(provoked);
    world.people(contacts);
    world.pieces(40);
    for (var day = 0; day < days; day++) {
      world.planOn(day);
      for (var quarter = 0; quarter < 4; quarter++) {
        clock.moveTo(clock.instant().plusSeconds(1));
        world.live();
        dispatchFor(dispatcher);
      }
    }
  }

  /** Jumps from due to due, in steps of some minutes so that many go together. */
  private void dispatchFor(Dispatcher dispatcher) {
    var end = clock.instant().plus(QUARTER);
    for (var due = dispatcher.nextDue();
        due.isPresent() && due.get().isBefore(end);
        due = dispatcher.nextDue()) {
      var step = clock.instant().plus(LEAST_STEP);
      clock.moveTo(due.get().isAfter(step) ? due.get() : step.isBefore(end) ? step : end);
      dispatcher.dispatchDue();
    }
    clock.moveTo(end);
  }

  private Outcome record(Message message) {
    checker.sent.add(
        db.sql("select contact_id, piece, useful_until from touch where id = ?")
            .param(message.touchId())
            .query(
                (row, n) ->
                    new SendChecker.Sent(
                        row.getLong("contact_id"),
                        message.channel(),
                        row.getString("piece"),
                        message.address(),
                        clock.instant(),
                        dev.sopflow.time.DbTime.instant(row, "useful_until")))
            .single());
    return Outcome.accepted("test");
  }
}
