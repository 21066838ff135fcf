package dev.sopflow.touch;

import dev.sopflow.access.Reps;
import dev.sopflow.contact.Channel;
import dev.sopflow.content.Sender;
import dev.sopflow.time.DbTime;
import dev.sopflow.time.Zones;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the message of a rep's answer: in a mail signed, and with what they wrote below it. */
@Component
class AnswerLetters {

  private static final int LONGEST_QUOTE = 5_000;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

  private record Letter(
      String author,
      String subject,
      String body,
      String theirs,
      Instant at,
      String thread,
      String ours) {}

  private final JdbcClient db;
  private final Reps reps;
  private final Sender sender;
  private final Zones zones;
  private final MessageSource messages;
  private final String defaultLanguage;

  AnswerLetters(
      JdbcClient db,
      Reps reps,
      Sender sender,
      Zones zones,
      MessageSource messages,
      @Value("${sopflow.default-language:en}") String defaultLanguage) {
    this.db = db;
    this.reps = reps;
    this.sender = sender;
    this.zones = zones;
    this.messages = messages;
    this.defaultLanguage = defaultLanguage;
  }

  Message write(Claimed claimed) {
    var letter = read(claimed.touch().id());
    var thread = letter.thread();
    return new Message(
        claimed.touch().id(),
        claimed.touch().channel(),
        claimed.address(),
        claimed.contact().fullName(),
        claimed.messageId(),
        letter.subject(),
        null,
        claimed.touch().channel() == Channel.EMAIL ? mail(letter, claimed) : letter.body(),
        null,
        new Message.Answered(
            thread == null ? null : thread.substring(thread.lastIndexOf(' ') + 1),
            thread,
            letter.ours()));
  }

  private Letter read(long touchId) {
    return db.sql(
            """
            select l.*, s.body as theirs, s.at, s.thread, s.our_address from touch_letter l
            join touch_signal s on s.id = l.signal_id where l.touch_id = :touch
            """)
        .param("touch", touchId)
        .query(
            (row, n) ->
                new Letter(
                    row.getString("author"),
                    row.getString("subject"),
                    row.getString("body"),
                    row.getString("theirs"),
                    DbTime.instant(row, "at"),
                    row.getString("thread"),
                    row.getString("our_address")))
        .single();
  }

  private String mail(Letter letter, Claimed claimed) {
    return letter.body() + signature(letter.author()) + quote(letter, claimed);
  }

  private String signature(String author) {
    var name = reps.signatureOf(author);
    if (name == null) {
      return "";
    }
    return "\n\n-- \n" + name + (sender.isKnown() ? "\n" + sender.company() : "");
  }

  private String quote(Letter letter, Claimed claimed) {
    if (letter.theirs() == null || letter.theirs().isBlank()) {
      return "";
    }
    var contact = claimed.contact();
    var language = contact.language() == null ? defaultLanguage : contact.language();
    var locale = Locale.forLanguageTag(language);
    var at = letter.at().atZone(zones.of(contact.zone(), contact.region()));
    var said =
        messages.getMessage(
            "answer.quote",
            new Object[] {WHEN.withLocale(locale).format(at), contact.fullName()},
            locale);
    return "\n\n" + said + "\n" + quoted(letter.theirs());
  }

  private static String quoted(String words) {
    return words
        .substring(0, Math.min(words.length(), LONGEST_QUOTE))
        .strip()
        .lines()
        .map(line -> line.startsWith(">") ? ">" + line : "> " + line)
        .collect(Collectors.joining("\n"));
  }
}
