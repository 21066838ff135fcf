package dev.sopflow.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * When a reader's send windows are open, on their calendar and in their zone. Where the clocks are
 * put forward, a window begins or ends with the gap; where they are put back, its first pass
 * counts.
 */
@Component
public class Openings {

  /** How far ahead a window is looked for; no region rests longer. */
  private static final int DAYS_AHEAD = 60;

  /**
   * A stretch of time.
   *
   * @param to exclusive
   */
  public record Opening(Instant from, Instant to) {
    public boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(to);
    }
  }

  private final BusinessCalendar calendar;

  public Openings(BusinessCalendar calendar) {
    this.calendar = calendar;
  }

  /** The opening that contains {@code from}, else the first after it; empty if there is none. */
  public Optional<Opening> currentOrNext(
      List<SendWindow> windows, ZoneId zone, String region, Instant from) {
    var today = from.atZone(zone).toLocalDate();
    for (var day = today; day.isBefore(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
      var opening = firstOn(day, windows, zone, region, from);
      if (opening.isPresent()) {
        return opening;
      }
    }
    return Optional.empty();
  }

  private Optional<Opening> firstOn(
      LocalDate day, List<SendWindow> windows, ZoneId zone, String region, Instant from) {
    return windows.stream()
        .filter(window -> !window.workingDaysOnly() || calendar.isWorkingDay(day, region))
        .map(window -> opening(day, window, zone))
        .filter(opening -> opening.from().isBefore(opening.to()) && from.isBefore(opening.to()))
        .min(Comparator.comparing(Opening::from));
  }

  private static Opening opening(LocalDate day, SendWindow window, ZoneId zone) {
    return new Opening(at(day, window.from(), zone), at(day, window.to(), zone));
  }

  private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
    var local = LocalDateTime.of(day, time);
    var gap = zone.getRules().getTransition(local);
    return gap != null && gap.isGap() ? gap.getInstant() : local.atZone(zone).toInstant();
  }
}
