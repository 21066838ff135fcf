package dev.sopflow.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

  private final BusinessCalendar calendar = new BusinessCalendar("US");

  @ParameterizedTest
  @CsvSource({
    "US, 2026-07-03, false",
    "US, 2026-07-06, true",
    "DE, 2026-12-25, false",
    "DE, 2026-12-28, true",
    "JP, 2026-05-04, false",
    "JP, 2026-05-07, true",
    "CN, 2026-02-16, false",
    "CN, 2026-02-14, true",
    "CN, 2026-10-10, true",
    "CN, 2026-10-11, false",
    "SA, 2026-03-06, false",
    "SA, 2026-03-08, true",
    "XX, 2026-03-07, false",
    "XX, 2026-03-09, true"
  })
  void knowsWeekendsHolidaysAndMakeUpDays(String region, LocalDate day, boolean working) {
    assertThat(calendar.isWorkingDay(day, region)).isEqualTo(working);
  }

  @Test
  void anUnknownRegionIsTheDefaultOne() {
    assertThat(calendar.isWorkingDay(LocalDate.parse("2026-11-26"), null)).isFalse();
  }

  @Test
  void countsWorkingDaysForwardAndBack() {
    assertThat(calendar.plusWorkingDays(LocalDate.parse("2026-09-30"), 1, "CN"))
        .isEqualTo("2026-10-08");
    assertThat(calendar.plusWorkingDays(LocalDate.parse("2026-10-08"), -1, "CN"))
        .isEqualTo("2026-09-30");
    assertThat(calendar.plusWorkingDays(LocalDate.parse("2026-10-03"), 0, "CN"))
        .isEqualTo("2026-10-03");
  }
}
