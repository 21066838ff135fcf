package dev.sopflow.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that people type where an id is asked for and there is none. */
final class Placeholders {

  private static final Set<String> WORDS = load();

  private Placeholders() {}

  static boolean contains(String text) {
    var key = Names.key(text);
    return WORDS.contains(key) || key.chars().noneMatch(Character::isLetterOrDigit);
  }

  private static Set<String> load() {
    try (var in = Placeholders.class.getResourceAsStream("/lists/placeholders.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Names::key)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
