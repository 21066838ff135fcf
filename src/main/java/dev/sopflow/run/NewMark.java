package dev.sopflow.run;

/**
 * A mark for one participant.
 *
 * @param value null takes the mark away
 * @param reason why, or null; a longer one than 300 characters is cut
 */
public record NewMark(long contactId, String mark, String value, String reason) {

  private static final int LONGEST_MARK = 90;
  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_REASON = 300;

  public NewMark {
    mark = fitting(mark, LONGEST_MARK);
    value = value == null ? null : fitting(value, LONGEST_VALUE);
    reason = reason == null || reason.isBlank() ? null : cut(reason.strip());
  }

  private static String fitting(String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "A mark needs a name and a value; '%s' must have 1 to %d characters"
              .formatted(text, longest));
    }
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
  }
}
