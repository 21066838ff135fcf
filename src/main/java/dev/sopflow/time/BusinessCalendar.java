package dev.sopflow.time;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Working days by region: weekends, public holidays, and the weekend days that a region works to
 * make up for a holiday. A region without a known holiday calendar has its weekends only.
 */
@Component
public class BusinessCalendar {

  private record RegionYear(String region, int year) {}

  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private final String defaultRegion;
  private final SpecialDays special = SpecialDays.read("/time/days.csv");
  private final Map<String, Set<DayOfWeek>> weekends = readWeekends();
  private final Set<String> known =
      HolidayManager.getSupportedCalendarCodes().stream()
          .map(code -> code.toUpperCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
  private final Map<RegionYear, Set<LocalDate>> holidays = new ConcurrentHashMap<>();

  public BusinessCalendar(@Value("${sopflow.default-region:US}") String defaultRegion) {
    this.defaultRegion = defaultRegion;
  }

  private static Map<String, Set<DayOfWeek>> readWeekends() {
    var byRegion = new HashMap<String, Set<DayOfWeek>>();
    Resources.properties("/time/weekends.properties")
        .forEach((region, days) -> byRegion.put(region, daysOf(days)));
    return byRegion;
  }

  private static Set<DayOfWeek> daysOf(String names) {
    return Arrays.stream(names.split(",")).map(DayOfWeek::valueOf).collect(Collectors.toSet());
  }

  /**
   * @param region ISO 3166 country, or null for the default region
   */
  public boolean isWorkingDay(LocalDate day, String region) {
    var country = region == null ? defaultRegion : region;
    var decreed = special.isWorked(country, day);
    if (decreed != null) {
      return decreed;
    }
    return !weekends.getOrDefault(country, WEEKEND).contains(day.getDayOfWeek())
        && !holidays
            .computeIfAbsent(new RegionYear(country, day.getYear()), this::load)
            .contains(day);
  }

  /** The day that is {@code days} working days after {@code day}; negative counts back. */
  public LocalDate plusWorkingDays(LocalDate day, int days, String region) {
    var step = Integer.signum(days);
    var current = day;
    for (var left = Math.abs(days); left > 0; ) {
      current = current.plusDays(step);
      if (isWorkingDay(current, region)) {
        left--;
      }
    }
    return current;
  }

  private Set<LocalDate> load(RegionYear key) {
    if (!known.contains(key.region())) {
      return Set.of();
    }
    return HolidayManager.getInstance(ManagerParameters.create(key.region()))
        .getHolidays(Year.of(key.year()))
        .stream()
        .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
        .map(Holiday::getDate)
        .collect(Collectors.toUnmodifiableSet());
  }
}
