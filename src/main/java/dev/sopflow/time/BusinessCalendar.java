package dev.sopflow.time;

import java.time.LocalDate;

/**
 * Working days by region: weekends, public holidays, and the weekend days that a region works to
 * make up for a holiday.
 */
public class BusinessCalendar {

  /**
   * @param region ISO 3166 country, or null for the default region
   */
  public boolean isWorkingDay(LocalDate day, String region) {
    throw new IllegalStateException("pending");
  }

  /** The day that is {@code days} working days after {@code day}; negative counts back. */
  public LocalDate plusWorkingDays(LocalDate day, int days, String region) {
    throw new IllegalStateException("pending");
  }
}
