package dev.sopflow.content;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/** A time as its reader lives it: in their zone and in the language of what they read. */
record Moment(ZonedDateTime at, Locale language) {

  static Moment of(Instant at, ZoneId zone) {
    return new Moment(at.atZone(zone), Locale.ENGLISH);
  }

  Moment in(Locale other) {
    return new Moment(at, other);
  }

  /** Such as {@code Friday 20 March 2026}. */
  String day() {
    return at.format(
        language.getLanguage().equals("en")
            ? DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", language)
            : DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(language));
  }

  /** Such as {@code 14:00}. */
  String time() {
    return at.format(DateTimeFormatter.ofPattern("HH:mm", language));
  }

  /** Such as {@code Central European Time}. */
  String zone() {
    return at.getZone().getDisplayName(TextStyle.FULL, language);
  }

  /** All of it. */
  @Override
  public String toString() {
    return "%s %s (%s)".formatted(day(), time(), zone());
  }
}
