package dev.sopflow.form;

import java.math.BigDecimal;
import java.util.List;

/**
 * One part of a form.
 *
 * @param key the name of what is filled in; empty for words
 * @param label what it is called; for words the heading, perhaps empty
 * @param description more about it; for words what they say, perhaps of several lines
 * @param limits what an answer must keep
 * @param initial what stands there before anybody fills it in; perhaps empty
 * @param options what can be chosen; empty where anything can be filled in
 */
public record Field(
    Kind kind,
    String key,
    String label,
    String description,
    Limits limits,
    String initial,
    List<Option> options) {

  /** How a field is filled in. */
  public enum Kind {
    /** Only to be read. */
    WORDS,
    TEXT,
    LONG_TEXT,
    EMAIL,
    NUMBER,
    TICK,
    /** One of several that are all in sight. */
    RADIO,
    SELECT,
    /** Any of several. */
    SOME,
    DATE,
    TIME,
    DATE_TIME
  }

  /** One of the answers; {@code label} is what people read. */
  public record Option(String value, String label) {}

  /**
   * What an answer must keep; null where nothing is said.
   *
   * @param pattern a regular expression that a text must match as a whole
   */
  public record Limits(
      boolean required,
      Integer minLength,
      Integer maxLength,
      String pattern,
      BigDecimal min,
      BigDecimal max) {}

  /** The name of the page part that shows it. */
  public String shownAs() {
    return switch (kind) {
      case WORDS -> "words";
      case LONG_TEXT -> "area";
      case TICK -> "tick";
      case RADIO, SOME -> "several";
      case SELECT -> "select";
      default -> "line";
    };
  }

  /** What the browser may fill in by itself; null for nothing. */
  public String autocomplete() {
    return switch (key) {
      case "name", "email" -> key;
      case "phone" -> "tel";
      case "company" -> "organization";
      case "title" -> "organization-title";
      case "city" -> "address-level2";
      default -> null;
    };
  }

  /** The browser's own kind of input line. */
  public String inputType() {
    return switch (kind) {
      case EMAIL -> "email";
      case NUMBER -> "number";
      case DATE -> "date";
      case TIME -> "time";
      case DATE_TIME -> "datetime-local";
      default -> "text";
    };
  }
}
