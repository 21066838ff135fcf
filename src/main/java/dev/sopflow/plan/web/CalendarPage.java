package dev.sopflow.plan.web;

import static java.util.stream.Collectors.groupingBy;

import dev.sopflow.plan.RunDates;
import dev.sopflow.web.Times;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The dates of all runs, a month at a time, each on the day that it is in its own zone. */
@Controller
class CalendarPage {

  private final RunDates dates;
  private final Times times;
  private final Clock clock;

  CalendarPage(RunDates dates, Times times, Clock clock) {
    this.dates = dates;
    this.times = times;
    this.clock = clock;
  }

  /** A day of the month, or of a week that begins or ends it. */
  record Day(LocalDate date, boolean inMonth, List<RunDates.OfRun> dates) {}

  @GetMapping("/calendar")
  String month(@RequestParam(required = false) YearMonth month, Locale reader, Model page) {
    var today = times.dayOf(clock.instant());
    var shown = month == null ? YearMonth.from(today) : month;
    page.addAttribute("month", shown);
    page.addAttribute("today", today);
    page.addAttribute("now", clock.instant());
    page.addAttribute("weekdays", weekdays(reader));
    page.addAttribute("days", days(shown));
    return "plan/calendar";
  }

  private static List<String> weekdays(Locale reader) {
    return Stream.of(DayOfWeek.values())
        .map(day -> day.getDisplayName(TextStyle.SHORT, reader))
        .toList();
  }

  private List<Day> days(YearMonth month) {
    var first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    var last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    var byDay = byDay(first, last);
    return first
        .datesUntil(last.plusDays(1))
        .map(
            day ->
                new Day(day, YearMonth.from(day).equals(month), byDay.getOrDefault(day, List.of())))
        .toList();
  }

  /** With a day more at both ends, because zones are up to a day apart. */
  private Map<LocalDate, List<RunDates.OfRun>> byDay(LocalDate first, LocalDate last) {
    var from = times.startOf(first.minusDays(1));
    var to = times.startOf(last.plusDays(2));
    return dates.between(from, to).stream().collect(groupingBy(one -> one.date().day()));
  }
}
