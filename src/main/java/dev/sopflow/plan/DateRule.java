package dev.sopflow.plan;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a date is counted from the anchor of its plan.
 *
 * @param name as models ask for it
 * @param label as people read it
 * @param days negative: before the anchor
 * @param time of the day; null: the anchor's own
 */
public record DateRule(String name, String label, int days, Unit unit, LocalTime time, Late late) {

  /** Days as the calendar has them, or as the anchor's country works them. */
  public enum Unit {
    DAYS,
    WORKDAYS
  }

  /** What becomes of a date that lies in the past already when it is counted. */
  public enum Late {
    /** It is done at once. */
    NOW,
    /** It is left out. */
    DROP,
    /** It stays where it is. */
    KEEP
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w{0,59}");
  private static final int LONGEST_LABEL = 200;
  private static final int MOST_DAYS = 2000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

  /** Whether it is the anchor itself. */
  boolean isAnchor() {
    return days == 0 && time == null;
  }

  /**
   * A row of a decision table's answer.
   *
   * @throws IllegalArgumentException with a sentence that names the output
   */
  static DateRule read(Map<String, Object> row) {
    var name = text(row, "name");
    if (!NAME.matcher(name).matches()) {
      throw wrong("name", "letters, digits and _, beginning with a letter", name);
    }
    var label = text(row, "label");
    return new DateRule(
        name,
        label.isEmpty() ? name : cut(label),
        days(text(row, "days")),
        oneOf(Unit.class, row, "unit", Unit.DAYS),
        time(text(row, "time")),
        oneOf(Late.class, row, "late", Late.NOW));
  }

  private static String cut(String label) {
    return label.substring(0, Math.min(LONGEST_LABEL, label.length()));
  }

  private static int days(String text) {
    try {
      var days = (int) Double.parseDouble(text);
      if (days == Double.parseDouble(text) && Math.abs(days) <= MOST_DAYS) {
        return days;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw wrong("days", "a whole number from -2000 to 2000", text);
  }

  private static LocalTime time(String text) {
    try {
      return text.isEmpty() ? null : LocalTime.parse(text, TIME);
    } catch (DateTimeException e) {
      throw wrong("time", "a time such as 09:00, or empty", text);
    }
  }

  private static <E extends Enum<E>> E oneOf(
      Class<E> type, Map<String, Object> row, String output, E otherwise) {
    var text = text(row, output).toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      return otherwise;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    output,
                    "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT),
                    text));
  }

  private static String text(Map<String, Object> row, String output) {
    var value = row.get(output);
    return value == null ? "" : value.toString().strip();
  }

  private static IllegalArgumentException wrong(String output, String must, String value) {
    return new IllegalArgumentException("'%s' must be %s, not '%s'".formatted(output, must, value));
  }
}
