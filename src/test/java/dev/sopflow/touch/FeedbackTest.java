package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.contact.QuietTimes;
import dev.sopflow.contact.QuietTimes.Why;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Signal.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes back counts once, in whatever order it is told, and never takes anything back. */
@SopflowTest
class FeedbackTest {

  private static final long SEED = Long.getLong("sopflow.property.seed", 20260302L);

  @Autowired ApplicationContext context;
  @Autowired Feedback feedback;
  @Autowired Touches touches;
  @Autowired Suppressions suppressions;
  @Autowired Consents consents;
  @Autowired QuietTimes quietTimes;
  @Autowired Gate gate;
  @Autowired Leases leases;
  @Autowired MessageIds messageIds;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;
  long contact;
  int told;

  @BeforeEach
  void aBossInTheEvening() {
    clock.moveTo(Instant.parse("2026-03-02T19:00:00Z"));
    house = new TouchHouse(db, clock);
    contact = house.contact("Boss", PositionLevel.BOSS);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @Test
  void theSameSignalCountsOnce() {
    var touch = sent(1);
    var signal = signal(Kind.CLICKED, touch);
    assertThat(feedback.take(signal)).isTrue();
    assertThat(feedback.take(signal)).isFalse();
    assertThat(events(touch)).containsExactly("SENT", "CLICKED");
  }

  @Test
  void howFarAMessageGotNeverGoesBackInWhateverOrderItIsTold() {
    System.out.println("seed " + SEED);
    var random = new Random(SEED);
    var all = List.of(Kind.SENT, Kind.DELAYED, Kind.DELIVERED, Kind.FAILED);
    var touch = sent(1);
    for (var i = 0; i < 50; i++) {
      db.sql("update touch set delivery = null").update();
      var order = new ArrayList<Kind>();
      for (var n = 0; n < 6; n++) {
        order.add(all.get(random.nextInt(all.size())));
      }
      var furthest = 0;
      for (var kind : order) {
        feedback.take(signal(kind, touch));
        furthest = Math.max(furthest, kind.progress());
        assertThat(Kind.valueOf(delivery(touch)).progress()).as("%s", order).isEqualTo(furthest);
      }
      Collections.shuffle(order, random);
    }
  }

  @Test
  void anAddressThatNobodyHasIsNeverUsedAgain() {
    feedback.take(signal(Kind.BOUNCED, sent(1)));
    assertThat(suppressions.of(contact)).hasSize(1);
    plan(2);
    dispatch(message -> Outcome.accepted("x"));
    assertThat(house.fate(2, contact)).startsWith("DROPPED");
  }

  @Test
  void anAddressIsGivenUpOnlyWhenItOftenTakesNothing() {
    var touch = sent(1);
    for (var i = 0; i < 4; i++) {
      feedback.take(signal(Kind.DELAYED, touch));
    }
    clock.moveTo(clock.instant().plus(Duration.ofDays(31)));
    feedback.take(signal(Kind.DELAYED, touch));
    assertThat(suppressions.of(contact)).isEmpty();
    for (var i = 0; i < 4; i++) {
      feedback.take(signal(Kind.DELAYED, touch));
    }
    assertThat(suppressions.of(contact)).hasSize(1);
  }

  @Test
  void whoCallsAMailSpamIsLeftAloneByEveryChannel() {
    var touch = sent(1);
    plan(2);
    feedback.take(signal(Kind.COMPLAINED, touch));
    assertThat(consents.of(contact)).singleElement().matches(c -> !c.granted());
    assertThat(consents.of(contact).get(0).channel()).isNull();
    assertThat(house.fate(2, contact)).isEqualTo("DROPPED REFUSED");
  }

  @Test
  void whoSaysStopGetsNothingThatWaits() {
    plan(1);
    feedback.take(Signal.of(Kind.REFUSED, EMAIL, null, address(), null, "test", "stop", null));
    assertThat(house.fate(1, contact)).isEqualTo("DROPPED REFUSED");
  }

  @Test
  void anyWordAboutATouchInDoubtProvesThatItWentOut() {
    plan(1);
    dispatch(message -> Outcome.unclear("timeout"));
    assertThat(house.fate(1, contact)).startsWith("UNKNOWN");
    feedback.take(signal(Kind.OPENED, touch(1)));
    assertThat(house.fate(1, contact)).isEqualTo("SENT");
  }

  @Test
  void aWordThatComesBeforeTheDispatcherDiesIsNotForgotten() {
    plan(1);
    dispatch(
        message -> {
          feedback.take(signal(Kind.DELIVERED, touch(1)));
          db.sql(
                  """
                  update touch set lease_until = current_timestamp - interval '1' second
                  where state = 'CLAIMED'
                  """)
              .update();
          leases.endExpired();
          assertThat(house.fate(1, contact)).isEqualTo("SENT");
          return Outcome.unclear("died");
        });
    assertThat(house.fate(1, contact)).isEqualTo("SENT");
  }

  @Test
  void whoSoundsAsIfTheyRefusedGetsNothingOfAnyRunUntilSomebodyHasReadIt() {
    written(Kind.REPLIED, "Please stop sending me this");
    plan(2);
    dispatch(message -> Outcome.accepted("1"));
    assertThat(house.fate(2, contact)).isEqualTo("PLANNED");
    assertThat(whyDeferred()).isEqualTo("ASKED_TO_STOP");
    quietTimes.end(contact, Why.ASKED_TO_STOP, "rep1");
    clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
    dispatch(message -> Outcome.accepted("1"));
    assertThat(house.fate(2, contact)).isEqualTo("SENT");
  }

  @Test
  void whoIsAwayGetsNoAdvertisingUntilTheyAreBack() {
    written(Kind.AUTO_REPLIED, "I am away until March 5");
    plan(2);
    dispatch(message -> Outcome.accepted("1"));
    assertThat(whyDeferred()).isEqualTo("AWAY");
    assertThat(db.sql("select due_at from touch").query(Instant.class).single())
        .isAfterOrEqualTo("2026-03-05T20:00:00Z");
    clock.moveTo(Instant.parse("2026-03-06T19:00:00Z"));
    dispatch(message -> Outcome.accepted("1"));
    assertThat(house.fate(2, contact)).isEqualTo("SENT");
  }

  private void written(Kind kind, String words) {
    feedback.take(
        new Signal(kind, EMAIL, null, address(), null, "test", "w" + told++, null, "Hi", words));
  }

  private String whyDeferred() {
    return db.sql("select reason from touch_event where kind = 'DEFERRED'")
        .query(String.class)
        .single();
  }

  @Test
  void whatBelongsToNobodyIsKept() {
    var stranger =
        new Signal(
            Kind.REPLIED, EMAIL, null, "who@nowhere.example", null, "test", "1", null, "Hi", "?");
    assertThat(feedback.take(stranger)).isTrue();
    assertThat(db.sql("select body from touch_signal").query(String.class).single()).isEqualTo("?");
  }

  @Test
  void aMailIsKnownByOurOwnSignedNameOnly() {
    var ours = messageIds.of(42);
    assertThat(feedback.touchOfMessage(" " + ours + " ")).contains(42L);
    assertThat(feedback.touchOfMessage(ours.replace("42", "43"))).isEmpty();
    assertThat(feedback.touchOfMessage("<a@b>")).isEmpty();
    assertThat(feedback.touchOfMessage(null)).isEmpty();
  }

  private long sent(long run) {
    plan(run);
    dispatch(message -> Outcome.accepted("x"));
    return touch(run);
  }

  private void plan(long run) {
    var piece = house.piece("p" + run, EMAIL, "en");
    touches.plan(house.plan(run, ContentChoice.piece(piece), List.of(EMAIL)));
  }

  private void dispatch(Function<Message, Outcome> provider) {
    TestDispatchers.of(context, gate, TestDispatchers.courier(EMAIL, provider)).dispatchDue();
  }

  private Signal signal(Kind kind, long touch) {
    return Signal.of(kind, EMAIL, touch, null, null, "test", "" + told++, null);
  }

  private long touch(long run) {
    return db.sql("select id from touch where run_id = :run")
        .param("run", run)
        .query(Long.class)
        .single();
  }

  private String address() {
    return db.sql("select id_value from contact_identity where kind = 'EMAIL'")
        .query(String.class)
        .single();
  }

  private String delivery(long touch) {
    return db.sql("select delivery from touch where id = :id")
        .param("id", touch)
        .query(String.class)
        .single();
  }

  private List<String> events(long touch) {
    return db.sql("select kind from touch_event where touch_id = :id order by id")
        .param("id", touch)
        .query(String.class)
        .list();
  }
}
