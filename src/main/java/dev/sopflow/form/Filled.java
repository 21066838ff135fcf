package dev.sopflow.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form with what stands in it.
 *
 * @param texts as they were typed, by key
 * @param values as they are meant, by key, of those that were filled in: text, whole or decimal
 *     number, true or false; days and times as local texts such as {@code 2026-03-20T14:00}
 * @param problems a sentence by key, for each answer that can't be taken
 */
public record Filled(
    Form form,
    Map<String, List<String>> texts,
    Map<String, Object> values,
    Map<String, String> problems) {

  /** As it stands before anybody fills it in. */
  public static Filled blank(Form form) {
    var texts = new LinkedHashMap<String, List<String>>();
    form.asked().forEach(field -> texts.put(field.key(), List.of(field.initial().split(","))));
    return new Filled(form, texts, Map.of(), Map.of());
  }

  /** The same, with more that can't be taken. */
  public Filled with(Map<String, String> moreProblems) {
    var all = new LinkedHashMap<>(problems);
    all.putAll(moreProblems);
    return new Filled(form, texts, values, all);
  }

  /** Whether everything can be taken. */
  public boolean isGood() {
    return problems.isEmpty();
  }

  /** What stands in a field; empty for nothing. */
  public String text(String key) {
    return texts.getOrDefault(key, List.of()).stream().findFirst().orElse("");
  }

  /** Whether this answer is chosen. */
  public boolean has(String key, String value) {
    return texts.getOrDefault(key, List.of()).contains(value);
  }
}
