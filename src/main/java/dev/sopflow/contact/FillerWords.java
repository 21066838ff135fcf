package dev.sopflow.contact;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that people type where an id is asked for and there is none, or only a yes or no. */
final class FillerWords {

  private static final Map<String, Set<String>> WORDS = load();

  private FillerWords() {}

  /** Whether this is no id of this kind. */
  static boolean contains(IdentityKind kind, String text) {
    var key = Names.key(text);
    return key.chars().noneMatch(Character::isLetterOrDigit)
        || WORDS.get("ANY").contains(key)
        || WORDS.getOrDefault(kind.name(), Set.of()).contains(key);
  }

  private static Map<String, Set<String>> load() {
    var lists = new Properties();
    try (var in = FillerWords.class.getResourceAsStream("/lists/filler-words.properties")) {
      lists.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lists.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(kind -> kind, kind -> words(lists, kind)));
  }

  private static Set<String> words(Properties lists, String kind) {
    return Arrays.stream(lists.getProperty(kind).split(","))
        .map(Names::key)
        .collect(Collectors.toUnmodifiableSet());
  }
}
