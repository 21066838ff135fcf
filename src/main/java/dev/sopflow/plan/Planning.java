package dev.sopflow.plan;

import dev.sopflow.time.Zones;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes plans, whether they are only looked at or become a run's dates. */
@Component
public class Planning {

  /** Further ahead is a slip of the pen. */
  private static final Duration FURTHEST = Duration.ofDays(10 * 366L);

  private final Counting counting;
  private final Zones zones;
  private final Clock clock;

  Planning(Counting counting, Zones zones, Clock clock) {
    this.counting = counting;
    this.zones = zones;
    this.clock = clock;
  }

  /**
   * The anchor of a plan, in its zone.
   *
   * @param value a date, or a text such as {@code 2026-03-20T14:00}
   * @param zone time zone id, or null for the house's own
   * @throws IllegalArgumentException in plain words, if it can't be read, has passed or is too far
   */
  public ZonedDateTime anchor(Object value, String zone) {
    if (value == null || value.toString().isBlank()) {
      throw new IllegalArgumentException("Say when: the date that all others count from is empty");
    }
    var in = zone(zone);
    return ahead(Moments.read(value, in), in);
  }

  private ZoneId zone(String id) {
    return zones
        .named(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no time zone '%s'; write it as Europe/Berlin".formatted(id)));
  }

  /** Days in the anchor's zone from today until it; 0 is today. */
  public int daysLeft(ZonedDateTime anchor) {
    var today = now().atZone(anchor.getZone()).toLocalDate();
    return (int) ChronoUnit.DAYS.between(today, anchor.toLocalDate());
  }

  /**
   * A plan's dates, in the order of its table.
   *
   * @throws IllegalArgumentException in plain words, if the table or a date can't be taken
   */
  public List<RunDate> plan(PlanOrder order) {
    var anchor = anchor(order.anchor(), order.zone());
    var now = now();
    return DateRules.read(order.table(), order.rows()).stream()
        .map(rule -> counting.count(rule, anchor))
        .map(date -> chosenOr(date, order.variables().get(date.name()), now))
        .toList();
  }

  private RunDate chosenOr(RunDate date, Object chosen, Instant now) {
    if (date.isAnchor() || chosen == null || chosen.toString().isBlank()) {
      return counting.lateOrNot(date, now);
    }
    var at = read(date, chosen);
    return at.equals(date.at())
        ? counting.lateOrNot(date, now)
        : date.at(at, RunDate.State.PLANNED, true);
  }

  /** What a person chose for a date; it must lie ahead unless it is what the table says. */
  private Instant read(RunDate date, Object chosen) {
    try {
      var at = Moments.read(chosen, date.zone());
      return at.equals(date.at()) ? at : ahead(at, date.zone()).toInstant();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The date “%s”: %s".formatted(date.label(), e.getMessage()), e);
    }
  }

  /** The instant, if people can still plan for it. */
  ZonedDateTime ahead(Instant at, ZoneId zone) {
    var local = at.atZone(zone);
    if (!at.isAfter(now())) {
      throw new IllegalArgumentException(
          "%s has passed; choose a later time".formatted(said(local)));
    }
    if (at.isAfter(now().plus(FURTHEST))) {
      throw new IllegalArgumentException(
          "%s is more than ten years ahead; check the year".formatted(said(local)));
    }
    return local;
  }

  /** As sentences say it, such as {@code 2026-03-20 14:00 Europe/Berlin}. */
  static String said(ZonedDateTime local) {
    return local.toLocalDate()
        + " "
        + local.toLocalTime().truncatedTo(ChronoUnit.MINUTES)
        + " "
        + local.getZone();
  }

  /** To the millisecond, as the engine's dates are. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
