package dev.sopflow.content.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.ContentVersion;
import dev.sopflow.content.LibraryEntry;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Renderer;
import dev.sopflow.content.SmsLength;
import dev.sopflow.content.SmsLengths;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Content as our API speaks of it. */
final class ContentJson {

  private ContentJson() {}

  /**
   * @param state DRAFT, FRESH, REVIEW_DUE or EXPIRED
   */
  record Item(
      String key,
      String piece,
      String name,
      Stage stage,
      String topic,
      Channel channel,
      String language,
      LocalDate validUntil,
      LocalDate reviewBy,
      String state) {

    static Item of(LibraryEntry entry) {
      var marks = entry.marks();
      return new Item(
          entry.key(),
          entry.piece(),
          entry.name(),
          marks.stage(),
          marks.topic(),
          marks.channel(),
          marks.language(),
          marks.validUntil(),
          marks.reviewBy(),
          entry.state());
    }
  }

  record Version(
      int version, String status, String changedBy, Instant changedAt, String changeNote) {

    static Version of(ContentVersion version) {
      return new Version(
          version.version(),
          version.status().name(),
          version.changedBy(),
          version.changedAt(),
          version.changeNote());
    }
  }

  /** A piece: the active version's marks and words, or the latest draft's where none is active. */
  record View(
      String key,
      String piece,
      int version,
      String status,
      String name,
      Stage stage,
      String topic,
      String audience,
      Channel channel,
      String language,
      int sortOrder,
      LocalDate validUntil,
      LocalDate reviewBy,
      String subject,
      String html,
      String text,
      List<Version> versions) {

    static View of(ContentVersion it, List<ContentVersion> versions) {
      var marks = it.marks();
      return new View(
          it.key(),
          it.piece(),
          it.version(),
          it.status().name(),
          it.name(),
          marks.stage(),
          marks.topic(),
          marks.audience(),
          marks.channel(),
          marks.language(),
          marks.sortOrder(),
          marks.validUntil(),
          marks.reviewBy(),
          it.words().subject(),
          it.words().html(),
          it.words().text(),
          versions.stream().map(Version::of).toList());
    }
  }

  /**
   * @param activate whether the new version goes out at once; true unless said otherwise
   */
  record Put(
      String piece,
      String name,
      Stage stage,
      String topic,
      String audience,
      Channel channel,
      String language,
      Integer sortOrder,
      LocalDate validUntil,
      LocalDate reviewBy,
      String subject,
      String html,
      String text,
      String changeNote,
      Boolean activate) {

    ContentDraft draft(String key) {
      var marks =
          new Marks(
              stage,
              topic,
              audience,
              channel,
              language,
              sortOrder == null ? 100 : sortOrder,
              validUntil,
              reviewBy);
      return new ContentDraft(key, piece, name, marks, new Words(subject, html, text), changeNote);
    }
  }

  /**
   * @param version null: the active one, else the latest
   */
  record PreviewOf(long contactId, Integer version) {}

  record Preview(String subject, String html, String text, Sms sms) {

    static Preview of(Renderer.Rendered rendered, Channel channel, SmsLengths lengths) {
      return new Preview(
          rendered.subject(),
          rendered.html(),
          rendered.text(),
          channel == Channel.SMS ? Sms.of(lengths.of(rendered.text())) : null);
    }
  }

  record Sms(String encoding, int units, int segments) {

    static Sms of(SmsLength length) {
      return new Sms(length.unicode() ? "UCS-2" : "GSM-7", length.units(), length.segments());
    }
  }
}
