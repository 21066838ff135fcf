package dev.sopflow.content;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many segments a text message takes (3GPP TS 23.038): 160 or 70 characters in one, 153 or 67
 * in each of several, because each then carries a header.
 *
 * @param unicode whether a character is outside of GSM-7, so that all take 16 bits
 * @param units what counts against the limits: septets in GSM-7, UTF-16 units in UCS-2
 * @param segments what the provider charges; 0 for no text
 */
public record SmsLength(boolean unicode, int units, int segments) {

  private static final String GSM =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String GSM_EXTENSION = "\f^{}\\[~]|€";

  private static final Set<Integer> BASIC = GSM.chars().boxed().collect(Collectors.toSet());
  private static final Set<Integer> EXTENDED =
      GSM_EXTENSION.chars().boxed().collect(Collectors.toSet());

  public static SmsLength of(String text) {
    boolean unicode = !text.chars().allMatch(c -> BASIC.contains(c) || EXTENDED.contains(c));
    return unicode
        ? new SmsLength(true, text.length(), segments(text, 70, 67, SmsLength::utf16Units))
        : new SmsLength(false, septets(text), segments(text, 160, 153, SmsLength::septetsAt));
  }

  private interface Width {
    int at(String text, int index);
  }

  /** Counts whole characters into segments: an escape or surrogate pair is never cut in two. */
  private static int segments(String text, int single, int each, Width width) {
    int total = 0;
    int segments = 1;
    int used = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int units = width.at(text, i);
      total += units;
      if (used + units > each) {
        segments++;
        used = 0;
      }
      used += units;
    }
    return total == 0 ? 0 : total <= single ? 1 : segments;
  }

  private static int septets(String text) {
    return text.chars().map(c -> EXTENDED.contains(c) ? 2 : 1).sum();
  }

  private static int septetsAt(String text, int index) {
    return EXTENDED.contains((int) text.charAt(index)) ? 2 : 1;
  }

  private static int utf16Units(String text, int index) {
    return Character.charCount(text.codePointAt(index));
  }
}
