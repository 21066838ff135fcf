package dev.sopflow.touch;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * The phrases of {@code touch/refusal-words.properties}, by which a letter sounds like a refusal.
 * They only make a person read it first, so it is better to know too many than too few.
 */
@Component
class RefusalWords {

  private final List<String> phrases;

  RefusalWords() {
    phrases =
        WordLists.read("/touch/refusal-words.properties").values().stream()
            .flatMap(List::stream)
            .map(RefusalWords::folded)
            .filter(phrase -> !phrase.isBlank())
            .toList();
  }

  /**
   * @param text or null
   */
  boolean areIn(String text) {
    var folded = folded(text == null ? "" : text);
    return phrases.stream().anyMatch(folded::contains);
  }

  /** Between spaces, so that a phrase is no part of a word where words have spaces between them. */
  private static String folded(String text) {
    var words =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\u2018\u2019]", "'")
            .replaceAll("[^\\p{L}\\p{N}']+", " ")
            .strip();
    return isSpaced(words) ? " " + words + " " : words;
  }

  private static boolean isSpaced(String words) {
    return words.codePoints().noneMatch(Character::isIdeographic);
  }
}
