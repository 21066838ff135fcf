package dev.sopflow.touch.sms;

import dev.sopflow.touch.WordLists;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The words of {@code touch/sms-words.properties}, by which readers steer what they get. Only a
 * message that is nothing else counts: "stop it please, when do we meet?" is for a person to read.
 */
@Component
class Keywords {

  /** What a message asks for. */
  enum Wish {
    STOP,
    START,
    /** START from who refused; else an answer to something. */
    YES,
    HELP,
    NONE
  }

  private final Map<String, Wish> wishes = new HashMap<>();

  Keywords() {
    WordLists.read("/touch/sms-words.properties")
        .forEach(
            (wish, words) -> words.forEach(word -> wishes.put(folded(word), Wish.valueOf(wish))));
  }

  Wish wishOf(String text) {
    return wishes.getOrDefault(folded(text), Wish.NONE);
  }

  /** Punctuation, emoji and what can't be seen fall away. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\p{P}\\p{S}\\p{Cf}\\uFE0E\\uFE0F]", "")
        .replaceAll("[\\s\\p{Cc}]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
