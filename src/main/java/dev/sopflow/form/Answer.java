package dev.sopflow.form;

import dev.sopflow.form.Field.Option;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What stands in one field, read as what it means. */
record Answer(Field field, List<String> given) {

  /** What the engine keeps of a text. */
  private static final int LONGEST = 4000;

  private static final String NUMBER = "-?\\d{1,15}(\\.\\d{1,6})?";
  private static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}";

  /**
   * Null for nothing.
   *
   * @throws BadAnswer if it can't be taken
   */
  Object value() {
    if (field.kind() == Field.Kind.TICK) {
      return ticked();
    }
    var text = text();
    if (text.isEmpty()) {
      return nothing();
    }
    return switch (field.kind()) {
      case NUMBER -> number(Normalizer.normalize(text, Normalizer.Form.NFKC));
      case RADIO, SELECT -> chosen(text);
      case SOME -> given.stream().map(this::chosen).distinct().collect(Collectors.joining(","));
      case DATE -> day(() -> LocalDate.parse(text).toString());
      case TIME -> day(() -> LocalTime.parse(text).truncatedTo(ChronoUnit.MINUTES).toString());
      case DATE_TIME ->
          day(() -> LocalDateTime.parse(text).truncatedTo(ChronoUnit.MINUTES).toString());
      case EMAIL -> matching(EMAIL, "email", plain(text));
      default -> plain(text);
    };
  }

  private boolean ticked() {
    var isTicked = List.of("true", "on", "yes").contains(text());
    if (!isTicked && field.limits().required()) {
      throw new BadAnswer("tick");
    }
    return isTicked;
  }

  private Object nothing() {
    if (field.limits().required()) {
      throw new BadAnswer("required");
    }
    return null;
  }

  /** Without what no keyboard types and no database takes. */
  private String text() {
    var text = given.isEmpty() || given.get(0) == null ? "" : given.get(0);
    var isLong = field.kind() == Field.Kind.LONG_TEXT;
    return text.replace("\r\n", "\n")
        .replaceAll(isLong ? "[\\p{Cntrl}&&[^\n\t]]|\\p{Cs}" : "\\p{Cntrl}|\\p{Cs}", "")
        .strip();
  }

  private String plain(String text) {
    var limits = field.limits();
    var longest = limits.maxLength() == null ? LONGEST : limits.maxLength();
    if (text.length() > longest) {
      throw new BadAnswer("long", text.length(), longest);
    }
    if (limits.minLength() != null && text.length() < limits.minLength()) {
      throw new BadAnswer("short", limits.minLength());
    }
    return limits.pattern() == null ? text : matching(limits.pattern(), "pattern", text);
  }

  private static String matching(String pattern, String problem, String text) {
    if (!Patient.matches(pattern, text)) {
      throw new BadAnswer(problem);
    }
    return text;
  }

  private Number number(String text) {
    if (!text.matches(NUMBER)) {
      throw new BadAnswer("number");
    }
    var number = new BigDecimal(text);
    var limits = field.limits();
    if (limits.min() != null && number.compareTo(limits.min()) < 0) {
      throw new BadAnswer("min", limits.min());
    }
    if (limits.max() != null && number.compareTo(limits.max()) > 0) {
      throw new BadAnswer("max", limits.max());
    }
    if (number.stripTrailingZeros().scale() <= 0) {
      return number.longValue();
    }
    return number.doubleValue();
  }

  private String chosen(String value) {
    if (field.options().isEmpty()) {
      return plain(value.strip());
    }
    return field.options().stream()
        .map(Option::value)
        .filter(value::equals)
        .findFirst()
        .orElseThrow(() -> new BadAnswer("choice"));
  }

  private interface Reading {
    String read();
  }

  private static String day(Reading reading) {
    try {
      return reading.read();
    } catch (DateTimeException e) {
      throw new BadAnswer("date");
    }
  }
}
