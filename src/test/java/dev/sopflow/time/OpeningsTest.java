package dev.sopflow.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpeningsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final BusinessCalendar calendar = new BusinessCalendar("US");
  private final Openings openings = new Openings(calendar);

  private static SendWindow window(boolean workingDays, String from, String to) {
    return new SendWindow(workingDays, LocalTime.parse(from), LocalTime.parse(to));
  }

  @Test
  void anEveningIsOpenForABossOnAnyDay() {
    var evening = List.of(window(false, "19:30", "21:30"));
    var opening =
        openings.currentOrNext(evening, BERLIN, "DE", Instant.parse("2026-03-07T10:00:00Z"));
    assertThat(opening.orElseThrow().from()).isEqualTo("2026-03-07T18:30:00Z");
    assertThat(opening.orElseThrow().to()).isEqualTo("2026-03-07T20:30:00Z");
  }

  @Test
  void aWorkingDayWindowSkipsWeekendAndHoliday() {
    var noon = List.of(window(true, "11:00", "12:00"));
    var thursdayNight = Instant.parse("2026-04-02T20:00:00Z");
    assertThat(openings.currentOrNext(noon, BERLIN, "DE", thursdayNight).orElseThrow().from())
        .isEqualTo("2026-04-07T09:00:00Z");
  }

  @Test
  void aWindowThatTheClockChangeSwallowsIsNotOpenThatDay() {
    var night = List.of(window(false, "02:10", "02:50"));
    var opening =
        openings.currentOrNext(night, BERLIN, "DE", Instant.parse("2026-03-29T00:00:00Z"));
    assertThat(opening.orElseThrow().from()).isEqualTo("2026-03-30T00:10:00Z");
  }

  @Test
  void whateverTheZoneEveryOpeningLiesInsideItsWindowLocally() {
    var seed = 20260302L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (var i = 0; i < 20_000; i++) {
      var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      var from = LocalTime.ofSecondOfDay(random.nextInt(86_000));
      var to =
          LocalTime.ofSecondOfDay(
              from.toSecondOfDay() + 1 + random.nextInt(86_399 - from.toSecondOfDay()));
      var now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(63_000_000));
      var opening =
          openings
              .currentOrNext(List.of(new SendWindow(true, from, to)), zone, "DE", now)
              .orElseThrow();
      var begin = opening.from().atZone(zone);
      assertThat(begin.toLocalTime())
          .as("%s %s %s", zone, from, now)
          .isAfterOrEqualTo(from)
          .isBefore(to);
      assertThat(opening.to().minusNanos(1).atZone(zone).toLocalTime()).isBefore(to);
      assertThat(calendar.isWorkingDay(begin.toLocalDate(), "DE")).isTrue();
      assertThat(opening.to()).isAfter(now);
    }
  }
}
