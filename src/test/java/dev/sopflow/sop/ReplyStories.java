package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.Signal.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A contact writes back, and a rep answers. */
abstract class ReplyStories extends SopStories {

  private static final int LATER_DAY = 40;

  @Autowired Feedback feedback;
  @Autowired VirtualClock clock;

  private long contact;
  private int told;

  @BeforeEach
  void aContactGotTheFirstMail() {
    contact = people(1).get(0);
    start("nurture-cadence", Map.of("visitDays", 1));
    visitEverybody("LATER");
    goToDay(10);
    assertThat(mails()).isOne();
  }

  @Test
  void whoWritesBackGetsNoMassMessageUntilARepHasAnswered() {
    reply("Please call me");
    assertThat(state()).isEqualTo("REPLIED");
    assertThat(waiting()).isZero();
    var task = onlyTask("Answer reply");
    assertThat(task.getPriority()).isEqualTo(90);
    assertThat(Duration.between(clock.instant(), task.getDueDate().toInstant()))
        .isEqualTo(Duration.ofHours(4));
    goToDay(LATER_DAY);
    assertThat(mails()).isOne();
    visit(task, "LATER");
    assertThat(state()).isEqualTo("ACTIVE");
  }

  @Test
  void aRepSaysWhetherWhatSoundsLikeARefusalIsOne() {
    reply("Not interested at the moment, please stop");
    assertThat(count("select count(*) from quiet_time where why = 'ASKED_TO_STOP'")).isOne();
    visit(onlyTask("Answer reply"), "LATER");
    assertThat(count("select count(*) from quiet_time")).isZero();
    assertThat(state()).isEqualTo("ACTIVE");
    time.advanceTo(clock.instant().plusSeconds(60));
    reply("I said: no more messages!");
    visit(onlyTask("Answer reply"), "REFUSED");
    assertThat(count("select count(*) from quiet_time")).isZero();
    assertThat(state()).isEqualTo("OPTED_OUT");
  }

  @Test
  void severalLettersAreAnsweredTogetherAndALaterOneAnew() {
    reply("Please call me");
    reply("Are you there?");
    visit(onlyTask("Answer reply"), "LATER");
    assertThat(open("Answer reply")).isEmpty();
    time.advanceTo(clock.instant().plusSeconds(60));
    reply("Thank you");
    visit(onlyTask("Answer reply"), "CONVERTED");
    assertThat(state()).isEqualTo("CONVERTED");
    assertThat(count("select count(*) from visit where step = 'ContactReplied'")).isEqualTo(2);
  }

  @Test
  void aReplyFromAnAddressThatWeKnowCountsWithoutItsMail() {
    take(
        new Signal(
            Kind.REPLIED,
            Channel.EMAIL,
            null,
            "person0@people.example",
            null,
            "test",
            "a",
            null,
            "Hello",
            "Hi"));
    assertThat(state()).isEqualTo("REPLIED");
    onlyTask("Answer reply");
  }

  @Test
  void anAnswerOfAProgramStopsNothing() {
    take(
        new Signal(
            Kind.AUTO_REPLIED,
            Channel.EMAIL,
            touch(),
            null,
            null,
            "test",
            "a",
            null,
            "Away",
            "I am away"));
    assertThat(state()).isEqualTo("ACTIVE");
    assertThat(open("Answer reply")).isEmpty();
  }

  @Test
  void theReplyCountsInTheFeedbackOfItsRun() {
    reply("Please call me");
    assertThat(
            db.sql("select kind from touch_event where touch_id = ?")
                .param(touch())
                .query(String.class)
                .list())
        .endsWith("SENT", "REPLIED");
  }

  private void reply(String words) {
    take(
        new Signal(
            Kind.REPLIED,
            Channel.EMAIL,
            touch(),
            null,
            null,
            "test",
            "r" + told++,
            null,
            "Re: Hello",
            words));
  }

  private void take(Signal signal) {
    assertThat(feedback.take(signal)).isTrue();
  }

  private long touch() {
    return count("select min(id) from touch where channel = 'EMAIL'");
  }

  private long mails() {
    return count("select count(*) from touch where channel = 'EMAIL' and state = 'SENT'");
  }

  private long waiting() {
    return count("select count(*) from touch where state in ('PLANNED', 'HELD', 'CLAIMED')");
  }

  private String state() {
    return db.sql("select state from participant where contact_id = ?")
        .param(contact)
        .query(String.class)
        .single();
  }
}
