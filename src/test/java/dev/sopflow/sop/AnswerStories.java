package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.insight.Timelines;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.Signal.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A rep writes back to somebody who wrote. */
abstract class AnswerStories extends SopStories {

  private static final String THREAD = "<first@us> <their@letter>";

  @Autowired Feedback feedback;
  @Autowired Consents consents;
  @Autowired Suppressions suppressions;
  @Autowired Timelines timelines;
  @Autowired VirtualClock clock;

  private long contact;
  private int told;

  @BeforeEach
  void aContactGotTheFirstMail() {
    contact = people(1).get(0);
    start("nurture-cadence", Map.of("visitDays", 1));
    visitEverybody("LATER");
    goToDay(10);
  }

  @Test
  void anAnswerGoesAtOnceIntoTheThreadOfTheLetter() {
    // at night, with the week's share of messages used up
    time.advanceTo(clock.instant().plusSeconds(14 * 3600));
    wrote("Please call me");
    answer("Gladly, tomorrow at ten.", "INTERESTED");
    time.runDue();
    var sent = mail();
    assertThat(sent.get("subject")).isEqualTo("Re: Hello");
    assertThat(sent.get("address")).isEqualTo("person0@people.example");
    assertThat(sent.get("body"))
        .startsWith("Gladly, tomorrow at ten.")
        .containsPattern("On .*2026.* Person 0 wrote:\n> Please call me$");
    assertThat(sent.get("headers"))
        .contains("In-Reply-To: <their@letter>", "References: " + THREAD)
        .doesNotContain("Unsubscribe");
    assertThat(touches()).containsExactly("ANSWER SENT null");
  }

  @Test
  void theWordsNeverStayInTheEngine() {
    wrote("Please call me");
    answer("Secret ".repeat(1400), "LATER");
    assertThat(
            count(
                """
                select (select count(*) from ACT_RU_VARIABLE where NAME_ = 'answer')
                  + (select count(*) from ACT_HI_VARINST where NAME_ = 'answer')
                """))
        .isZero();
    time.runDue();
    assertThat(mail().get("body")).startsWith("Secret Secret");
  }

  @Test
  void anAnswerIsOneConversationAndNoMassMessage() {
    wrote("Please call me");
    answer("Gladly.", "CONVERTED");
    time.runDue();
    assertThat(touches()).containsExactly("ANSWER SENT null");
    assertThat(count("select count(*) from visit where step = 'ContactReplied' and state = 'DONE'"))
        .isOne();
  }

  @Test
  void theNextLetterDoesNotHoldAnAnswerBack() {
    wrote("Please call me");
    answer("Gladly.", "LATER");
    wrote("And send me the brochure");
    time.runDue();
    assertThat(touches()).containsExactly("ANSWER SENT null");
    answer("Here it is.", "LATER");
    time.runDue();
    assertThat(touches()).containsExactly("ANSWER SENT null", "ANSWER SENT null");
  }

  @Test
  void aRefusalBeforeItGoesDropsItWithItsReason() {
    wrote("Please call me");
    answer("Gladly.", "LATER");
    consents.refuse(contact, Channel.EMAIL, "link", "contact");
    time.runDue();
    assertThat(touches()).containsExactly("ANSWER DROPPED REFUSED");
  }

  @Test
  void whoseAddressIsGoneMeanwhileGetsNothing() {
    wrote("Please call me");
    answer("Gladly.", "LATER");
    suppressions.suppress(new Identity(IdentityKind.EMAIL, "person0@people.example"), "bounced");
    time.runDue();
    assertThat(touches()).containsExactly("ANSWER DROPPED SUPPRESSED");
  }

  @Test
  void whatCanNotBeWrittenIsSaidInPlainWordsAndTheVisitStaysOpen() {
    wrote("Please call me");
    consents.refuse(contact, Channel.EMAIL, "link", "contact");
    refused("Gladly.", "LATER", "refused to be written to by e-mail", "call them");
    refused("x".repeat(10_001), "LATER", "at most 10,000 fit");
    refused("Goodbye.", "REFUSED", "not written to any more");
    refused("Nobody there?", "NO_ANSWER", "choose how it stands");
    refused("  ", "LATER", "by which channel you talked");
    onlyTask("Answer reply");
    visit(onlyTask("Answer reply"), "LATER");
    assertThat(touches()).containsExactly("VISIT SENT null");
  }

  @Test
  void anAnswerToATextMessageIsShort() {
    take(Channel.SMS, "+12025550100", "Call me?", null, new Signal.Route(null, "+12025550199"));
    refused("x".repeat(919), "LATER", "would take 7 text messages; at most 6 fit");
    answer("Gladly.", "LATER");
    time.runDue();
    assertThat(mail().get("body")).isEqualTo("Gladly.");
    assertThat(mail().get("address")).isEqualTo("+12025550100");
  }

  @Test
  void aTextMessageNeedsNoYesToBeAnswered() {
    take(Channel.SMS, "+12025550100", "Call me?", null, null);
    answer("Gladly.", "LATER");
    time.runDue();
    assertThat(touches()).containsExactly("ANSWER SENT null");
  }

  @Test
  void theThreadStandsInTheTimeline() {
    wrote("Please call me");
    answer("Gladly, tomorrow at ten.", "LATER");
    time.runDue();
    assertThat(timelines.of(contact, 0, 20))
        .anyMatch(
            one -> "Gladly, tomorrow at ten.".equals(one.detail()) && one.kind().equals("SENT"))
        .anyMatch(one -> "Please call me".equals(one.detail()));
  }

  private void refused(String words, String outcome, String... why) {
    var task = onlyTask("Answer reply");
    assertThatThrownBy(() -> complete(task, words, outcome))
        .isInstanceOf(BadUserRequestException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(why));
  }

  private void answer(String words, String outcome) {
    complete(onlyTask("Answer reply"), words, outcome);
  }

  private void complete(Task task, String words, String outcome) {
    var said = new HashMap<String, Object>(Map.of("outcome", outcome, "answer", words));
    tasks.complete(task.getId(), said);
  }

  private void wrote(String words) {
    time.advanceTo(clock.instant().plusSeconds(60));
    take(
        Channel.EMAIL,
        "person0@people.example",
        words,
        "Re: AW: Hello",
        new Signal.Route(THREAD, null));
  }

  private void take(
      Channel channel, String from, String words, String subject, Signal.Route route) {
    assertThat(
            feedback.take(
                new Signal(
                    Kind.REPLIED,
                    channel,
                    null,
                    from,
                    null,
                    "test",
                    "r" + told++,
                    null,
                    subject,
                    words,
                    route)))
        .isTrue();
  }

  private Map<String, String> mail() {
    return db.sql("select * from outbox_message order by id desc fetch first 1 rows only")
        .query(
            (row, n) -> {
              var mail = new HashMap<String, String>();
              for (var column : List.of("subject", "address", "body", "headers")) {
                mail.put(column, row.getString(column));
              }
              return mail;
            })
        .single();
  }

  private List<String> touches() {
    return db.sql(
            "select purpose, state, reason from touch where step = 'ContactReplied' order by id")
        .query((row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
        .list();
  }
}
