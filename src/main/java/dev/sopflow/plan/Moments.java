package dev.sopflow.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Date;

/** Dates and times as forms, models and other systems write them. */
public final class Moments {

  private Moments() {}

  /**
   * @param value a {@link Date}, or a text such as {@code 2026-03-20T14:00}, with or without offset
   * @param zone in which a text without offset is meant
   * @throws IllegalArgumentException in plain words, if it is neither
   */
  public static Instant read(Object value, ZoneId zone) {
    if (value instanceof Date date) {
      return date.toInstant();
    }
    var text = String.valueOf(value).strip().replace(' ', 'T');
    try {
      return hasOffset(text)
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no date and time; write it as 2026-03-20T14:00".formatted(value), e);
    }
  }

  /** Whether a text says by how much it is off UTC. */
  public static boolean hasOffset(String text) {
    return text.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)");
  }
}
