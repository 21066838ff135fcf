package dev.sopflow.contact;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How names and other words of people are cleaned and compared. */
final class Names {

  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cs}\\uFEFF]+");
  private static final Pattern NOT_STORABLE = Pattern.compile("[\\x00\\p{Cs}]");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Names() {}

  /** Trimmed, control characters as single spaces, at most {@code max} long; null becomes empty. */
  static String clean(String text, int max) {
    if (text == null) {
      return "";
    }
    var plain = CONTROLS.matcher(text).replaceAll(" ").strip();
    return plain.length() <= max ? plain : cut(plain, max);
  }

  /** Only what every database can keep: no NUL, no half of a character. */
  static String storable(String text) {
    return NOT_STORABLE.matcher(text).replaceAll(" ");
  }

  /** What two spellings have in common: compatible forms, lower case, single spaces. */
  static String key(String text) {
    var compatible = Normalizer.normalize(text == null ? "" : text, Form.NFKC);
    var key = SPACES.matcher(compatible.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    return key.length() <= 200 ? key : cut(key, 200);
  }

  /** The key with the last word first, so that people are found by it too; empty for one word. */
  static String turnedKey(String name) {
    var key = key(name);
    var last = key.lastIndexOf(' ');
    return last < 0 ? "" : key.substring(last + 1) + " " + key.substring(0, last);
  }

  /** Whether both name the same person; an empty name contradicts nobody. */
  static boolean same(String one, String other) {
    return one.isEmpty()
        || other.isEmpty()
        || words(one).equals(words(other))
        || glued(one).equals(glued(other));
  }

  /** Whether these are clearly two names, not one and a shorter or longer form of it. */
  static boolean differ(String one, String other) {
    return !same(one, other) && !isPart(one, other) && !isPart(other, one);
  }

  private static boolean isPart(String part, String whole) {
    return words(whole).containsAll(words(part)) || glued(whole).startsWith(glued(part));
  }

  private static String glued(String name) {
    return key(name).replace(" ", "");
  }

  private static List<String> words(String name) {
    return Arrays.stream(key(name).split(" ")).sorted().toList();
  }

  /** Never through the middle of a surrogate pair. */
  private static String cut(String text, int max) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
