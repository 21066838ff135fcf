package dev.sopflow.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Dates that somebody chose on the start page instead of those that the SOP's plan counts. The page
 * sends each as {@code date.<name>}, with what stood there before as {@code was.<name>}.
 */
public final class ChosenDates {

  private static final String PREFIX = "date.";

  private ChosenDates() {}

  /** By name, only those that were changed. */
  public static Map<String, Object> in(Map<String, List<String>> given) {
    return given.keySet().stream()
        .filter(key -> key.startsWith(PREFIX))
        .map(key -> key.substring(PREFIX.length()))
        .filter(name -> isChosen(first(given, PREFIX + name), first(given, "was." + name)))
        .collect(Collectors.toMap(name -> name, name -> first(given, PREFIX + name)));
  }

  private static boolean isChosen(String now, String before) {
    return !now.isBlank() && !now.equals(before);
  }

  private static String first(Map<String, List<String>> given, String key) {
    return given.getOrDefault(key, List.of()).stream().findFirst().orElse("");
  }
}
