package dev.sopflow.form;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A text that lets itself be looked at only so often: a pattern that tries too many ways of
 * matching gives up instead of holding the page up.
 */
final class Patient implements CharSequence {

  private static final int LOOKS = 1_000_000;

  private final CharSequence text;
  private final int[] looks;

  private Patient(CharSequence text, int[] looks) {
    this.text = text;
    this.looks = looks;
  }

  /** Whether the whole text matches; a pattern that is none, or gives up, matches nothing. */
  static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(new Patient(text, new int[1])).matches();
    } catch (PatternSyntaxException | GivenUp | StackOverflowError e) {
      return false;
    }
  }

  private static final class GivenUp extends RuntimeException {}

  @Override
  public char charAt(int index) {
    if (++looks[0] > LOOKS) {
      throw new GivenUp();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Patient(text.subSequence(start, end), looks);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
