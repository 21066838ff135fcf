package dev.sopflow.step;

import dev.sopflow.time.BusinessCalendar;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Dates for timers, as models ask for them: {@code ${calendar.onDay(runStart, 7)}}. All in the
 * house's own zone, at the hour when its working day begins; when a message then reaches its
 * reader, the ledger decides.
 */
@Component("calendar")
public class RunCalendar {

  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final LocalTime AFTERNOON = LocalTime.of(14, 0);
  private static final LocalTime END_OF_WORK = LocalTime.of(18, 0);

  private final Clock clock;
  private final BusinessCalendar days;
  private final ZoneId zone;

  RunCalendar(Clock clock, BusinessCalendar days, @Value("${sopflow.default-zone}") ZoneId zone) {
    this.clock = clock;
    this.days = days;
    this.zone = zone;
  }

  public Date now() {
    return Date.from(clock.instant());
  }

  /** The morning of the {@code day}-th day from {@code start}, which is day 1. */
  public Date onDay(Date start, long day) {
    return at(local(start.toInstant()).plusDays(day - 1), MORNING);
  }

  /** Which day from {@code start} today is; 1 is the first. */
  public long dayOf(Date start) {
    var first = local(start.toInstant()).toLocalDate();
    return ChronoUnit.DAYS.between(first, local(clock.instant()).toLocalDate()) + 1;
  }

  /**
   * {@code span} later: days and longer by the calendar, hours by the clock.
   *
   * @param span ISO 8601, such as P7D, P1M or PT12H
   */
  public Date after(Date start, String span) {
    try {
      var from = local(start.toInstant());
      var to = span.contains("T") ? from.plus(Duration.parse(span)) : from.plus(Period.parse(span));
      return Date.from(to.toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time span; write P7D for seven days, PT12H for twelve hours".formatted(span),
          e);
    }
  }

  /**
   * When somebody must be done with what takes {@code span}: as {@link #after}, but nothing is due
   * on a weekend or holiday; that waits for the end of work of the next working day.
   */
  public Date dueAfter(Date start, String span) {
    var due = local(after(start, span).toInstant());
    return days.isWorkingDay(due.toLocalDate(), null)
        ? Date.from(due.toInstant())
        : at(workingDayAfter(due), END_OF_WORK);
  }

  /** The morning of the first working day after {@code start}'s day. */
  public Date nextWorkingDay(Date start) {
    return at(workingDayAfter(local(start.toInstant())), MORNING);
  }

  /** Another hour: this afternoon for a morning, else the next working morning. */
  public Date nextHalfDay(Date start) {
    var from = local(start.toInstant());
    var isToday =
        from.toLocalTime().isBefore(LocalTime.NOON) && days.isWorkingDay(from.toLocalDate(), null);
    return isToday ? at(from, AFTERNOON) : at(workingDayAfter(from), MORNING);
  }

  /** The earlier of two dates. */
  public Date earlier(Date one, Date other) {
    return one.before(other) ? one : other;
  }

  /** The later of two dates. */
  public Date later(Date one, Date other) {
    return one.before(other) ? other : one;
  }

  private ZonedDateTime workingDayAfter(ZonedDateTime from) {
    return days.plusWorkingDays(from.toLocalDate(), 1, null).atStartOfDay(zone);
  }

  private ZonedDateTime local(Instant instant) {
    return instant.atZone(zone);
  }

  private static Date at(ZonedDateTime day, LocalTime time) {
    return Date.from(day.with(time).toInstant());
  }
}
