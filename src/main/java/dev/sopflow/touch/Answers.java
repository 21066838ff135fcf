package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.content.SmsLength;
import dev.sopflow.web.Sentences;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What reps write back to contacts who wrote to us: one to one, in the thread of their letter, by
 * the ledger as every outward act.
 */
@Service
public class Answers {

  private static final int LONGEST_MAIL = 10_000;
  private static final int MOST_SMS = 6;
  private static final int LONGEST_SUBJECT = 400;

  /** How programs begin the subject of an answer, in the languages that we write. */
  private static final Pattern ANSWERED =
      Pattern.compile(
          "\\s*((re|aw|antw|sv|rv|ref|回复|回覆|答复|答覆|返信)\\s*(\\[\\d+])?\\s*[:：]\\s*)+",
          Pattern.CASE_INSENSITIVE);

  private final JdbcClient db;
  private final Contacts contacts;
  private final Consents consents;
  private final Suppressions suppressions;
  private final HeldRuns heldRuns;
  private final Sentences sentences;
  private final Clock clock;
  private final Duration useful;

  Answers(
      JdbcClient db,
      Contacts contacts,
      Consents consents,
      Suppressions suppressions,
      HeldRuns heldRuns,
      Sentences sentences,
      Clock clock,
      @Value("${sopflow.touch.answer-useful:3d}") Duration useful) {
    this.db = db;
    this.contacts = contacts;
    this.consents = consents;
    this.suppressions = suppressions;
    this.heldRuns = heldRuns;
    this.sentences = sentences;
    this.clock = clock;
    this.useful = useful;
  }

  /**
   * An answer to the latest letter of a contact; it stands in the ledger under a key of its own.
   *
   * @param author the user name of who wrote it
   */
  public record Answer(
      long runId, String step, int occurrence, long contactId, String author, String text) {}

  private record Received(long id, Channel channel, String address, String subject) {}

  /**
   * Plans it in the caller's transaction, to go at once to where the contact wrote from. The
   * contact must be locked.
   *
   * @return by which channel it goes
   * @throws IllegalArgumentException in plain words, if it can't be sent
   */
  @Transactional
  public Channel plan(Answer answer) {
    var letter = latest(answer.contactId());
    var text = clean(answer.text());
    checkLength(text, letter.channel());
    checkOpen(answer.contactId(), letter.channel());
    keep(insert(answer, letter), answer.author(), letter, text);
    return letter.channel();
  }

  private Received latest(long contactId) {
    return db.sql(
            """
            select id, channel, address, subject from touch_signal
            where contact_id = :contact and kind = 'REPLIED' and channel in ('EMAIL', 'SMS')
            order by id desc fetch first 1 rows only
            """)
        .param("contact", contactId)
        .query(Received.class)
        .optional()
        .orElseThrow(() -> sentences.because("touch.answer.none"));
  }

  /** Without what no keyboard types and no database takes. */
  private static String clean(String text) {
    return text.replaceAll("\\r\\n?", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]|\\p{Cs}", "").strip();
  }

  private void checkLength(String text, Channel channel) {
    if (text.isEmpty()) {
      throw sentences.because("touch.answer.empty");
    }
    if (channel == Channel.SMS && SmsLength.of(text).segments() > MOST_SMS) {
      throw sentences.because("touch.answer.sms", SmsLength.of(text).segments(), MOST_SMS);
    }
    if (text.length() > LONGEST_MAIL) {
      throw sentences.because("touch.answer.long", text.length(), LONGEST_MAIL);
    }
  }

  /** Asked here as well as when it goes: who is still at the task can call instead. */
  private void checkOpen(long contactId, Channel channel) {
    if (consents.of(contactId).stream()
        .anyMatch(
            said -> !said.granted() && (said.channel() == null || said.channel() == channel))) {
      throw sentences.because("touch.answer.refused." + channel);
    }
    var banned =
        suppressions.of(contactId).stream().map(Suppressions.Suppression::address).toList();
    if (contacts.identitiesOf(contactId).stream()
        .filter(one -> one.kind() == channel.address())
        .allMatch(banned::contains)) {
      throw sentences.because("touch.answer.unusable." + channel);
    }
  }

  private long insert(Answer answer, Received letter) {
    var key = new GeneratedKeyHolder();
    var now = clock.instant();
    var isHeld = !heldRuns.among(java.util.Set.of(answer.runId())).isEmpty();
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state, address,
              due_at, useful_until, planned_at)
            values (:run, :step, :occurrence, :contact, :channel, 'ANSWER', :state, :address,
              :now, :until, :now)
            """)
        .param("run", answer.runId())
        .param("step", answer.step())
        .param("occurrence", answer.occurrence())
        .param("contact", answer.contactId())
        .param("channel", letter.channel().name())
        .param("state", (isHeld ? TouchState.HELD : TouchState.PLANNED).name())
        .param("address", letter.address())
        .param("now", db(now))
        .param("until", db(now.plus(useful)))
        .update(key, "id");
    return key.getKeyAs(Number.class).longValue();
  }

  private void keep(long touchId, String author, Received letter, String text) {
    db.sql(
            """
            insert into touch_letter (touch_id, signal_id, author, subject, body)
            values (:touch, :signal, :author, :subject, :body)
            """)
        .param("touch", touchId)
        .param("signal", letter.id())
        .param("author", author)
        .param("subject", letter.channel() == Channel.EMAIL ? subject(letter.subject()) : null)
        .param("body", text)
        .update();
  }

  /** Says once that it is an answer. */
  static String subject(String theirs) {
    var bare = ANSWERED.matcher(theirs == null ? "" : theirs).replaceFirst("").strip();
    return "Re: " + bare.substring(0, Math.min(bare.length(), LONGEST_SUBJECT));
  }
}
