package dev.sopflow.content.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.ContentVersion;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/** The edit page's fields. */
record ContentForm(
    String key,
    String piece,
    String name,
    Stage stage,
    String topic,
    String audience,
    Channel channel,
    String language,
    Integer sortOrder,
    @DateTimeFormat(iso = ISO.DATE) LocalDate validUntil,
    @DateTimeFormat(iso = ISO.DATE) LocalDate reviewBy,
    String subject,
    String html,
    String text,
    String changeNote) {

  static ContentForm empty() {
    return new ContentForm(
        null,
        null,
        null,
        Stage.BRAND,
        null,
        null,
        Channel.EMAIL,
        "en",
        100,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static ContentForm of(ContentVersion version) {
    var marks = version.marks();
    var words = version.words();
    return new ContentForm(
        version.key(),
        version.piece(),
        version.name(),
        marks.stage(),
        marks.topic(),
        marks.audience(),
        marks.channel(),
        marks.language(),
        marks.sortOrder(),
        marks.validUntil(),
        marks.reviewBy(),
        words.subject(),
        words.html(),
        words.text(),
        null);
  }

  ContentDraft draft() {
    var marks =
        new Marks(
            stage,
            blankToNull(topic),
            blankToNull(audience),
            channel,
            language == null ? null : language.strip(),
            sortOrder == null ? 100 : sortOrder,
            validUntil,
            reviewBy);
    boolean mail = channel == Channel.EMAIL;
    return new ContentDraft(
        key == null ? null : key.strip(),
        blankToNull(piece),
        name,
        marks,
        new Words(mail ? subject : null, mail ? html : null, text),
        blankToNull(changeNote));
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
