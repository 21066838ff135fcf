package dev.sopflow.touch;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Lists of words that a team may change: a properties file, the words of a key with commas. */
public final class WordLists {

  private WordLists() {}

  /**
   * The words by key, as they stand there.
   *
   * @param file on the class path, from its root
   */
  public static Map<String, List<String>> read(String file) {
    var lists = new Properties();
    try (var in =
        new InputStreamReader(WordLists.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
      lists.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lists.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, key -> List.of(lists.getProperty(key).split(","))));
  }
}
