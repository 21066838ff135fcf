package dev.sopflow.run;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the columns of a list say of a person's part in a run, in the languages of {@code
 * lists/mark-words.properties}.
 */
final class MarkWords {

  /** As our own files head the columns of marks. */
  private static final Pattern NAMED = Pattern.compile("(?i)mark: *(.*\\S.*)");

  private static final Set<String> ANSWERS = Set.of("yes", "no");
  private static final Map<String, String> MARKS = new HashMap<>();
  private static final Map<String, String> VALUES = new HashMap<>();

  static {
    load().forEach((meaning, words) -> learn(meaning.toString(), words.toString()));
  }

  private MarkWords() {}

  /** The mark that a column is about; empty if it is about the contact. */
  static Optional<String> markOf(String header) {
    var named = NAMED.matcher(header);
    return named.matches()
        ? Optional.of(named.group(1).strip())
        : Optional.ofNullable(MARKS.get(key(header)));
  }

  /** A cell as a mark's value; below a column that names its mark, word for word. */
  static String valueOf(String header, String cell) {
    return NAMED.matcher(header).matches() ? cut(cell.strip()) : valueOf(cell);
  }

  /** A cell as a mark's value: plain digits, yes and no in one spelling, at most 200 characters. */
  static String valueOf(String cell) {
    var plain = Normalizer.normalize(cell, Form.NFKC).strip();
    return cut(VALUES.getOrDefault(key(plain), plain));
  }

  private static String cut(String value) {
    return value.length() <= 200 ? value : value.substring(0, 200).strip();
  }

  /**
   * What two rows about one person say together: the greater number, rather yes than no, else what
   * came first; so the order of rows doesn't matter where it must not.
   */
  static String together(String one, String other) {
    if (isNumber(one) && isNumber(other)) {
      return Double.parseDouble(one) >= Double.parseDouble(other) ? one : other;
    }
    return one.equals("no") && other.equals("yes") ? other : one;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,12}(\\.\\d{1,6})?");
  }

  private static void learn(String meaning, String words) {
    var known = ANSWERS.contains(meaning) ? VALUES : MARKS;
    for (var word : words.split(",")) {
      known.put(key(word), meaning);
    }
  }

  private static String key(String header) {
    return Normalizer.normalize(header, Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Properties load() {
    var properties = new Properties();
    try (var in = MarkWords.class.getResourceAsStream("/lists/mark-words.properties")) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
