package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.sms.TwilioCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Twilio tells while messages wait, or are claimed, or are just being handed to it. */
@SopflowTest
class SmsBesideSendingTest {

  /** Bosses in Berlin read now. */
  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Gate gate;
  @Autowired TouchTokens tokens;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  @LocalServerPort int port;
  private TouchHouse house;
  private TwilioCalls twilio;
  private final List<String> sent = new ArrayList<>();
  private final HashSet<String> stopped = new HashSet<>();
  private int texts;

  @BeforeEach
  void evening() {
    clock.moveTo(EVENING);
    house = new TouchHouse(db, clock);
    twilio = new TwilioCalls(port);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  private List<String> plannedBosses(int count) {
    var numbers = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      var boss = house.contact("Boss " + i, PositionLevel.BOSS);
      numbers.add("+4930555%04d".formatted(i));
      house.identity(boss, "PHONE", numbers.get(i));
      house.consent(boss, "SMS", "GRANTED");
    }
    var piece = ContentChoice.piece(house.piece("p", SMS, "en"));
    touches.plan(house.plan(1, piece, List.of(SMS)));
    return numbers;
  }

  private Dispatcher by(Function<Message, Outcome> provider) {
    return TestDispatchers.of(context, gate, TestDispatchers.courier(SMS, provider));
  }

  private Outcome take(Message message) {
    assertThat(stopped).doesNotContain(message.address());
    sent.add(message.address());
    return Outcome.accepted("SM" + message.touchId());
  }

  private void stop(String number) {
    assertThat(twilio.text("SMin" + texts++, number, "STOP").statusCode()).isEqualTo(200);
    stopped.add(number);
  }

  @Test
  void whoStopsWhileTheirMessageWaitsGetsNothing() {
    var numbers = plannedBosses(3);
    stop(numbers.get(1));
    by(this::take).dispatchDue();
    assertThat(sent).containsExactlyInAnyOrder(numbers.get(0), numbers.get(2));
  }

  @Test
  void whoStopsWhileTheirMessageIsClaimedGetsNothing() {
    var numbers = plannedBosses(60);
    var random = new Random(20261123);
    by(message -> {
          var outcome = take(message);
          var left = numbers.subList(Math.min(59, numbers.indexOf(message.address()) + 1), 60);
          if (sent.size() % 2 == 0) {
            stop(left.get(sent.size() % 4 == 0 ? 0 : random.nextInt(left.size())));
          }
          return outcome;
        })
        .dispatchDue();
    assertThat(stopped).hasSizeGreaterThan(10);
    assertThat(new HashSet<>(sent)).hasSameSizeAs(sent).hasSize(60 - stopped.size());
    assertThat(count("state = 'SENT'")).isEqualTo(sent.size());
    assertThat(count("state = 'DROPPED' and reason = 'REFUSED'")).isEqualTo(stopped.size());
  }

  @Test
  void aReportThatIsHereBeforeOurCallFailsSettlesIt() {
    plannedBosses(4);
    var outcomes =
        List.of(Outcome.unclear("timeout"), Outcome.busy("30008"), Outcome.accepted("SM2"));
    var dispatcher =
        by(
            message -> {
              var nr = sent.size();
              sent.add(message.address());
              if (nr < outcomes.size()) {
                twilio.sent("SM" + nr, tokens.of(message.touchId()));
              }
              return nr < outcomes.size() ? outcomes.get(nr) : Outcome.unclear("timeout");
            });
    dispatcher.dispatchDue();
    assertThat(count("state = 'SENT' and reason is null and delivery = 'SENT'")).isEqualTo(3);
    assertThat(count("state = 'UNKNOWN'")).isEqualTo(1);
    assertThat(dispatcher.nextDue()).isEmpty();
  }

  private int count(String where) {
    return db.sql("select count(*) from touch where " + where).query(Integer.class).single();
  }
}
