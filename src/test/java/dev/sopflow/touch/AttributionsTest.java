package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static dev.sopflow.contact.Channel.SMS;
import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Effect;
import dev.sopflow.insight.Rates;
import dev.sopflow.insight.Scope;
import dev.sopflow.insight.Timelines;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which touch a refusal or a conversion came of. */
@SopflowTest
class AttributionsTest {

  @Autowired Attributions attributions;
  @Autowired Consents consents;
  @Autowired Feedback feedback;
  @Autowired Rates rates;
  @Autowired Timelines timelines;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  long contact;

  @BeforeEach
  void aReaderOfTwoMails() {
    contact = new TouchHouse(db, clock).contact("Reader", PositionLevel.STAFF);
    sent(1, EMAIL);
    clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
    sent(2, EMAIL);
    clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void aRefusalByPhoneCameOfTheLastMessage() {
    consents.refuse(contact, null, "phone", "rep1");
    assertThat(refused(1)).isZero();
    assertThat(refused(2)).isOne();
    assertThat(timelines.of(contact, 0, 50))
        .extracting(Timelines.Happening::text)
        .noneMatch(text -> text.contains("answered with a stop"));
  }

  @Test
  void aRefusalOfAChannelCameOfTheLastMessageByIt() {
    sent(3, SMS);
    consents.refuse(contact, EMAIL, "phone", "rep1");
    assertThat(refused(2)).isOne();
    assertThat(refused(3)).isZero();
  }

  @Test
  void aStopThatAnswersAMessageCountsForThatOneOnly() {
    tell(Signal.Kind.REFUSED);
    assertThat(refused(1)).isOne();
    assertThat(refused(2)).isZero();
  }

  @Test
  void soDoesAComplaint() {
    tell(Signal.Kind.COMPLAINED);
    assertThat(refused(1)).isOne();
    assertThat(refused(2)).isZero();
  }

  @Test
  void whatWasSentLongAgoIsNotToBlame() {
    clock.moveTo(clock.instant().plus(Duration.ofDays(31)));
    consents.refuse(contact, null, "phone", "rep1");
    assertThat(rates.total(new Scope(null, null, null)).of(Effect.REFUSED)).isZero();
  }

  @Test
  void aConversionCountsOnceInItsRun() {
    attributions.converted(1, ContactSet.of(contact));
    sent(1, SMS);
    attributions.converted(1, ContactSet.of(contact));
    assertThat(rates.total(Scope.ofRun(1)).of(Effect.CONVERTED)).isOne();
    assertThat(rates.total(Scope.ofRun(2)).of(Effect.CONVERTED)).isZero();
  }

  private int refused(long run) {
    return rates.total(Scope.ofRun(run)).of(Effect.REFUSED);
  }

  private void tell(Signal.Kind kind) {
    var first = db.sql("select min(id) from touch").query(Long.class).single();
    feedback.take(Signal.of(kind, EMAIL, first, null, null, "test", "s1", null));
  }

  private void sent(long run, Channel channel) {
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at)
            values (:run, :step, 1, :contact, :channel, 'MARKETING', 'SENT', :at, :at, :at, :at)
            """)
        .param("run", run)
        .param("step", "Task_" + channel)
        .param("contact", contact)
        .param("channel", channel.name())
        .param("at", db(clock.instant()))
        .update();
  }
}
