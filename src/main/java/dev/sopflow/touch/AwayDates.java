package dev.sopflow.touch;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;
import static java.util.stream.Collectors.joining;

import java.text.DateFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The day from which somebody is back, as an answering program says it in whatever language. Dates
 * are read, not sentences: the last one that is near enough counts, and the day after it where it
 * is said to be the last day away.
 */
final class AwayDates {

  /** Whatever lies further ahead is no holiday. */
  private static final int FAR = 120;

  private static final int FLAGS = CASE_INSENSITIVE | UNICODE_CASE;
  private static final Set<String> MONTH_FIRST = Set.of("US", "PH");
  private static final Map<String, Integer> MONTHS = months();
  private static final String MONTH =
      MONTHS.keySet().stream()
          .sorted(Comparator.comparing(String::length).reversed())
          .map(Pattern::quote)
          .collect(joining("|", "(?<month>", ")\\b\\.?"));

  private static final Pattern LAST_DAY =
      Pattern.compile(
          "\\b(until|till|through|to|bis|jusqu'au|au|hasta|al|fino al|tot|até)\\b[^.\\d]{0,12}$",
          FLAGS);
  private static final Pattern LAST_DAY_AFTER =
      Pattern.compile("^\\s*(\\(.{1,3}\\))?\\s*(まで|为止|為止)");

  private static final Pattern SLASHED =
      Pattern.compile(
          "(?<![\\d/])(?<one>\\d{1,2})/(?<two>\\d{1,2})(?:/(?<year>(?:20)?\\d\\d))?(?![\\d/])");
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("(?<year>20\\d\\d)[-/.](?<no>\\d{1,2})[-/.](?<day>\\d{1,2})(?!\\d)"),
          Pattern.compile(
              "(?:(?<year>20\\d\\d)\\s*年\\s*)?(?<no>\\d{1,2})\\s*月\\s*(?<day>\\d{1,2})\\s*[日号號]"),
          Pattern.compile(
              "(?<![\\d.])(?<day>\\d{1,2})\\.\\s?(?<no>\\d{1,2})\\.\\s?(?<year>(?:20)?\\d\\d)?(?!\\d)"),
          Pattern.compile(
              "(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?\\s+(?:of\\s+|de\\s+)?"
                  + MONTH
                  + ",?\\s*(?:de\\s+)?(?<year>20\\d\\d)?",
              FLAGS),
          Pattern.compile(
              "\\b" + MONTH + "\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s*(?<year>20\\d\\d))?",
              FLAGS));

  private AwayDates() {}

  private static Map<String, Integer> months() {
    var months = new HashMap<String, Integer>();
    for (var language : List.of("en", "de", "fr", "es", "it", "nl", "pt")) {
      var names = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
      for (var month = 0; month < 12; month++) {
        put(months, names.getMonths()[month], month + 1);
        put(months, names.getShortMonths()[month], month + 1);
      }
    }
    return months;
  }

  private static void put(Map<String, Integer> months, String name, int month) {
    var plain = name.replace(".", "").toLowerCase(Locale.ROOT);
    if (plain.length() >= 3) {
      months.putIfAbsent(plain, month);
    }
  }

  /**
   * @param region ISO 3166 country of whoever wrote it, or null; says what 3/4 means
   * @return after {@code today}; empty if the text tells no such day
   */
  static Optional<LocalDate> back(String text, LocalDate today, String region) {
    return Stream.concat(
            FORMS.stream().flatMap(form -> dates(form, text, today)), slashed(text, today, region))
        .filter(day -> day.isAfter(today) && day.isBefore(today.plusDays(FAR)))
        .max(Comparator.naturalOrder());
  }

  private static Stream<LocalDate> dates(Pattern form, String text, LocalDate today) {
    var names = form.pattern();
    var matcher = form.matcher(text);
    var days = Stream.<LocalDate>builder();
    while (matcher.find()) {
      var month =
          names.contains("?<no>")
              ? Integer.parseInt(matcher.group("no"))
              : MONTHS.get(matcher.group("month").toLowerCase(Locale.ROOT));
      day(matcher.group("year"), month, matcher.group("day"), today)
          .map(day -> day.plusDays(daysAfter(text, matcher.toMatchResult())))
          .ifPresent(days);
    }
    return days.build();
  }

  private static Stream<LocalDate> slashed(String text, LocalDate today, String region) {
    var matcher = SLASHED.matcher(text);
    var days = Stream.<LocalDate>builder();
    while (matcher.find()) {
      var one = Integer.parseInt(matcher.group("one"));
      var two = Integer.parseInt(matcher.group("two"));
      var monthFirst = two > 12 || one <= 12 && region != null && MONTH_FIRST.contains(region);
      day(matcher.group("year"), monthFirst ? one : two, "" + (monthFirst ? two : one), today)
          .map(day -> day.plusDays(daysAfter(text, matcher.toMatchResult())))
          .ifPresent(days);
    }
    return days.build();
  }

  /** Without a year it is the next such day. */
  private static Optional<LocalDate> day(String year, int month, String day, LocalDate today) {
    try {
      var number = year == null ? today.getYear() : Integer.parseInt(year) % 100 + 2000;
      var date = LocalDate.of(number, month, Integer.parseInt(day));
      return Optional.of(year == null && date.isBefore(today) ? date.plusYears(1) : date);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int daysAfter(String text, MatchResult date) {
    var before = text.substring(Math.max(0, date.start() - 30), date.start());
    return LAST_DAY.matcher(before).find()
            || LAST_DAY_AFTER.matcher(text.substring(date.end())).find()
        ? 1
        : 0;
  }
}
