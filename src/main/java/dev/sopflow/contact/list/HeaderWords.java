package dev.sopflow.contact.list;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The words that head columns, in the languages of {@code lists/header-words.properties}. */
final class HeaderWords {

  private static final Map<String, Field> WORDS = load();

  private HeaderWords() {}

  static Optional<Field> fieldOf(String header) {
    return Optional.ofNullable(WORDS.get(key(header)));
  }

  static long known(Collection<String> headers) {
    return headers.stream().filter(header -> WORDS.containsKey(key(header))).count();
  }

  /** Letters and digits only, so that "E-mail:" and "e mail" are one word. */
  static String key(String header) {
    return Normalizer.normalize(header, Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Map<String, Field> load() {
    var words = new HashMap<String, Field>();
    properties()
        .forEach(
            (field, list) -> {
              for (var word : list.toString().split(",")) {
                words.put(key(word), Field.valueOf(field.toString()));
              }
            });
    return words;
  }

  private static Properties properties() {
    var properties = new Properties();
    try (var in = HeaderWords.class.getResourceAsStream("/lists/header-words.properties")) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
