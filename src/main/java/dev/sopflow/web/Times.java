package dev.sopflow.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times as people read them, in the house's zone; pages call it {@code @times}. */
@Component
public class Times {

  private final ZoneId zone;

  Times(@Value("${sopflow.default-zone:UTC}") String zone) {
    this.zone = ZoneId.of(zone);
  }

  /** Day and time with the zone, such as {@code Mon 2 Mar 2026, 08:00 UTC}; empty for null. */
  public String at(Instant instant) {
    return instant == null ? "" : instant.atZone(zone).format(pattern("EEE d MMM yyyy, HH:mm z"));
  }

  /** Day and time in another zone than the house's, such as {@code Fri 20 Mar 2026, 14:00 CET}. */
  public String at(Instant instant, ZoneId in) {
    return instant.atZone(in).format(pattern("EEE d MMM yyyy, HH:mm z"));
  }

  /** As {@link #at(Instant)}, to the second. */
  public String atSecond(Instant instant) {
    return instant == null
        ? ""
        : instant.atZone(zone).format(pattern("EEE d MMM yyyy, HH:mm:ss z"));
  }

  /** The time of the day with the zone, such as {@code 08:00 UTC}; empty for null. */
  public String time(Instant instant) {
    return instant == null ? "" : instant.atZone(zone).format(pattern("HH:mm z"));
  }

  /** The time of the day in another zone than the house's, such as {@code 14:00 CET}. */
  public String time(Instant instant, ZoneId in) {
    return instant.atZone(in).format(pattern("HH:mm z"));
  }

  /** A month, such as {@code March 2026}. */
  public String month(YearMonth month) {
    return month.format(pattern("LLLL yyyy"));
  }

  /** A day, such as {@code Mon 2 Mar 2026}; empty for null. */
  public String day(LocalDate day) {
    return day == null ? "" : day.format(pattern("EEE d MMM yyyy"));
  }

  /** The day on which an instant falls. */
  public LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** The first instant of a day. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, LocaleContextHolder.getLocale());
  }
}
