package dev.sopflow.plan;

import dev.sopflow.time.BusinessCalendar;
import dev.sopflow.time.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Counts dates from an anchor, in the anchor's zone and by its country's working days. */
@Component
class Counting {

  private final BusinessCalendar calendar;
  private final Zones zones;

  Counting(BusinessCalendar calendar, Zones zones) {
    this.calendar = calendar;
    this.zones = zones;
  }

  /** The date that a rule says, late or not. */
  RunDate count(DateRule rule, ZonedDateTime anchor) {
    var time = rule.time() == null ? anchor.toLocalTime() : rule.time();
    var at = day(rule, anchor).atTime(time).atZone(anchor.getZone()).toInstant();
    return new RunDate(
        rule, rule.isAnchor(), anchor.getZone(), at, at, RunDate.State.PLANNED, false);
  }

  /** Where a date goes when its anchor goes from one day to another. */
  RunDate follow(RunDate date, ZonedDateTime from, ZonedDateTime to, Instant now) {
    var counted = count(date.rule(), to);
    if (!date.byHand()) {
      return lateOrNot(counted, now);
    }
    var days = ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
    var at = date.local().plusDays(days).atZone(date.zone()).toInstant();
    return lateOrNot(counted.at(at, RunDate.State.PLANNED, true), now);
  }

  private LocalDate day(DateRule rule, ZonedDateTime anchor) {
    var from = anchor.toLocalDate();
    return rule.unit() == DateRule.Unit.WORKDAYS
        ? calendar.plusWorkingDays(from, rule.days(), zones.regionOf(anchor.getZone()))
        : from.plusDays(rule.days());
  }

  /** What becomes of a date that has passed already; any other stays as it is. */
  RunDate lateOrNot(RunDate date, Instant now) {
    if (date.isAnchor() || !date.at().isBefore(now)) {
      return date;
    }
    return switch (date.rule().late()) {
      case NOW -> date.at(now, RunDate.State.AT_ONCE, date.byHand());
      case DROP -> date.at(date.at(), RunDate.State.DROPPED, date.byHand());
      case KEEP -> date;
    };
  }
}
