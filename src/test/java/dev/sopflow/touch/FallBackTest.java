package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static dev.sopflow.contact.Channel.SMS;
import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Signal.Kind;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one channel can't bring goes by the next, where the step says so. */
@SopflowTest
@Tag("database")
class FallBackTest {

  @Autowired ApplicationContext context;
  @Autowired Feedback feedback;
  @Autowired Touches touches;
  @Autowired Consents consents;
  @Autowired DoubtEnds doubtEnds;
  @Autowired FallBacks fallBacks;
  @Autowired FailedWays failedWays;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;
  String piece;
  long contact;
  Purpose purpose = Purpose.MARKETING;

  @BeforeEach
  void aBossInTheEvening() {
    clock.moveTo(Instant.parse("2026-03-02T19:00:00Z"));
    house = new TouchHouse(db, clock);
    contact = reachableByBoth("Boss");
    piece = house.piece("news", EMAIL, "en");
    house.rendition(piece, SMS, "en", null, 1, null);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @Test
  void whatTheMailServerRefusesGoesBySms() {
    plan(1, true);
    dispatch(refusedByMail());
    assertThat(ways(1)).containsExactly("0 EMAIL FAILED PROVIDER_REFUSED", "1 SMS SENT");
    assertThat(told(1)).isEqualTo("SMS");
  }

  @Test
  void aStepThatDoesNotSaySoLeavesIt() {
    plan(1, false);
    dispatch(refusedByMail());
    assertThat(ways(1)).containsExactly("0 EMAIL FAILED PROVIDER_REFUSED");
  }

  @Test
  void aMailThatComesBackGoesBySmsOnceHoweverOftenItComesBack() {
    plan(1, true);
    dispatch(message -> Outcome.accepted("x"));
    bounce("1");
    dispatch(message -> Outcome.accepted("x"));
    bounce("2");
    dispatch(message -> Outcome.accepted("x"));
    assertThat(ways(1)).containsExactly("0 EMAIL SENT", "1 SMS SENT");
  }

  @Test
  void aMailThatWaitsWhenItsAddressIsGivenUpGoesBySms() {
    plan(1, true);
    plan(2, true);
    db.sql("update touch set due_at = ? where run_id = 2")
        .param(db(clock.instant().plusSeconds(60)))
        .update();
    dispatch(message -> Outcome.accepted("x"));
    bounce("1");
    clock.moveTo(clock.instant().plusSeconds(90));
    dispatch(message -> Outcome.accepted("x"));
    assertThat(ways(2).get(0)).isEqualTo("0 EMAIL DROPPED SUPPRESSED");
    assertThat(ways(2).get(1)).startsWith("1 SMS");
  }

  @Test
  void whatFailsByTheLastChannelHasFailed() {
    plan(1, true);
    dispatch(message -> Outcome.refused("no"));
    assertThat(ways(1))
        .containsExactly("0 EMAIL FAILED PROVIDER_REFUSED", "1 SMS FAILED PROVIDER_REFUSED");
    assertThat(db.sql("select count(*) from failed_way").query(Integer.class).single()).isZero();
  }

  @Test
  void whoRefusedTheOtherChannelIsNotReachedByIt() {
    consents.refuse(contact, SMS, "form", "rep1");
    plan(1, true);
    dispatch(refusedByMail());
    assertThat(ways(1)).containsExactly("0 EMAIL FAILED PROVIDER_REFUSED", "1 SMS DROPPED REFUSED");
  }

  @Test
  void aRefusalIsNoFailureOfTheChannel() {
    plan(1, true);
    dispatch(
        message -> message.channel() == EMAIL ? Outcome.optedOut("stop") : Outcome.accepted("x"));
    plan(2, true);
    touches.withdraw(2, Reason.RUN_CANCELLED);
    dispatch(message -> Outcome.accepted("x"));
    assertThat(ways(1)).containsExactly("0 EMAIL FAILED REFUSED");
    assertThat(ways(2)).hasSize(1);
  }

  @Test
  void aMailThatCameBackWasNotReceivedSoItsPieceMayBeSentAgain() {
    plan(1, false);
    dispatch(message -> Outcome.accepted("x"));
    bounce("1");
    db.sql("delete from suppression").update();
    plan(2, false);
    dispatch(message -> Outcome.accepted("x"));
    assertThat(ways(2)).containsExactly("0 EMAIL SENT");
  }

  @Test
  void whatComesBackAfterItsRunWasCancelledGoesNoOtherWay() {
    purpose = Purpose.TRANSACTIONAL;
    plan(1, true);
    dispatch(message -> Outcome.accepted("x"));
    touches.withdraw(1, Reason.RUN_CANCELLED);
    bounce("1");
    dispatch(message -> Outcome.accepted("x"));
    assertThat(ways(1)).containsExactly("0 EMAIL SENT");
  }

  @Test
  void aFailureThatIsHeardBeforeItsResultIsStoredFallsBack() {
    plan(1, true);
    dispatch(
        message -> {
          if (message.channel() == EMAIL) {
            bounce("1");
          }
          return Outcome.accepted("x");
        });
    assertThat(ways(1)).containsExactly("0 EMAIL SENT", "1 SMS SENT");
  }

  @Test
  void whatWasDroppedForARefusalGoesNoOtherWayWhenItsFirstTryComesBack() {
    purpose = Purpose.TRANSACTIONAL;
    plan(1, true);
    dispatch(message -> Outcome.unclear("cut off"));
    var mail = db.sql("select id from touch").query(Long.class).single();
    doubtEnds.sendAgain(mail);
    consents.refuse(contact, EMAIL, "form", "rep1");
    bounce("1");
    dispatch(message -> Outcome.accepted("x"));
    assertThat(ways(1)).containsExactly("0 EMAIL DROPPED REFUSED");
  }

  @Test
  void manyNodesPlanEachWayOnce() {
    IntStream.range(0, 200).forEach(n -> reachableByBoth("P" + n));
    plan(1, true);
    db.sql("update touch set state = 'FAILED', reason = 'PROVIDER_REFUSED'").update();
    failedWays.note(db.sql("select id from touch").query(Long.class).list());
    var nodes =
        IntStream.range(0, 4).mapToObj(n -> CompletableFuture.runAsync(fallBacks::plan)).toList();
    nodes.forEach(CompletableFuture::join);
    assertThat(
            db.sql("select count(*) from touch where way = 1 and channel = 'SMS'")
                .query(Integer.class)
                .single())
        .isEqualTo(201);
  }

  private long reachableByBoth(String name) {
    var id = house.contact(name, PositionLevel.BOSS);
    db.sql(
            "insert into contact_identity (contact_id, kind, id_value) values (:id, 'PHONE', :phone)")
        .param("id", id)
        .param("phone", "+4930" + (1_000_000 + id))
        .update();
    house.consent(id, "SMS", "GRANTED");
    return id;
  }

  private static Function<Message, Outcome> refusedByMail() {
    return message ->
        message.channel() == EMAIL ? Outcome.refused("550 5.1.1") : Outcome.accepted("x");
  }

  private void plan(long run, boolean fallsBack) {
    var plan = house.plan(run, ContentChoice.piece(piece), List.of(EMAIL, SMS));
    touches.plan(
        new SendPlan(
            run,
            plan.step(),
            1,
            plan.to(),
            plan.channels(),
            plan.content(),
            purpose,
            plan.dueAt(),
            plan.usefulUntil(),
            fallsBack));
  }

  private void dispatch(Function<Message, Outcome> provider) {
    TestDispatchers.of(
            context,
            gate,
            TestDispatchers.courier(EMAIL, provider),
            TestDispatchers.courier(SMS, provider))
        .dispatchDue();
  }

  private void bounce(String id) {
    var touch =
        db.sql("select min(id) from touch where channel = 'EMAIL'").query(Long.class).single();
    feedback.take(Signal.of(Kind.BOUNCED, EMAIL, touch, null, null, "test", id, "5.1.1"));
  }

  private List<String> ways(long run) {
    return db.sql(
            """
            select way || ' ' || channel || ' ' || state || coalesce(' ' || reason, '') from touch
            where run_id = :run and contact_id = :contact order by way
            """)
        .param("run", run)
        .param("contact", contact)
        .query(String.class)
        .list();
  }

  private String told(long run) {
    return db.sql(
            """
            select e.detail from touch_event e join touch t on t.id = e.touch_id
            where t.run_id = :run and e.kind = 'FELL_BACK'
            """)
        .param("run", run)
        .query(String.class)
        .single();
  }
}
