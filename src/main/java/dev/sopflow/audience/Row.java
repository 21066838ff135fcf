package dev.sopflow.audience;

/**
 * One condition as a person fills it in; what a kind does not need is empty.
 *
 * @param not whether the opposite is meant
 * @param kind as {@link ConditionKind#key}
 * @param field for {@code field}
 * @param test the operator for {@code field}; status, state, outcome or event kind for others
 * @param value text, tag or piece
 * @param channel for {@code touched}, {@code event}, {@code consent}; empty for any
 * @param days for behaviour and age; empty for ever
 * @param times for behaviour; empty for once
 */
public record Row(
    boolean not,
    String kind,
    String field,
    String test,
    String value,
    String channel,
    String days,
    String times) {

  public Row {
    field = field == null ? "" : field.strip();
    test = test == null ? "" : test;
    value = value == null ? "" : value.strip();
    channel = channel == null ? "" : channel;
    days = days == null ? "" : days.strip();
    times = times == null ? "" : times.strip();
  }

  /** A new condition of a kind, with its usual choices made. */
  public static Row of(String kind) {
    return switch (kind) {
      case "field" -> new Row(false, kind, "company.industry", "is", "", "", "", "");
      case "touched" -> new Row(false, kind, "", "SENT", "", "", "30", "1");
      case "event" -> new Row(false, kind, "", "CLICKED", "", "", "30", "1");
      case "visited" -> new Row(false, kind, "", "", "", "", "90", "1");
      case "consent" -> new Row(false, kind, "", "GRANTED", "", "EMAIL", "", "");
      case "createdWithinDays" -> new Row(false, kind, "", "", "", "", "30", "");
      default -> new Row(false, "tag", "", "", "", "", "", "");
    };
  }
}
