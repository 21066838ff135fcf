package dev.sopflow.step;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.Text;

/**
 * What a decision table wants to know, so that it is told nothing else: no other fact can change
 * its answer.
 *
 * @param words every word in its expressions
 * @param numbers the marks that it reads as numbers, with the kind of number
 */
record ScreenTable(Set<String> words, Map<String, String> numbers) {

  private static final Pattern MARK = Pattern.compile("\\s*marks\\.(\\w+)\\s*");
  private static final Set<String> WHOLE = Set.of("integer", "long");
  private static final Set<String> BROKEN = Set.of("double", "number");
  private static final String MARKS = "marks";

  static ScreenTable of(DmnModelInstance table) {
    var words =
        table.getModelElementsByType(Text.class).stream()
            .flatMap(expression -> Stream.of(expression.getTextContent().split("\\W+")))
            .collect(Collectors.toSet());
    var numbers = new HashMap<String, String>();
    table.getModelElementsByType(InputExpression.class).forEach(input -> note(input, numbers));
    return new ScreenTable(words, numbers);
  }

  private static void note(InputExpression input, Map<String, String> numbers) {
    var mark = MARK.matcher(input.getText() == null ? "" : input.getText().getTextContent());
    var type = input.getTypeRef();
    if (mark.matches() && type != null && (WHOLE.contains(type) || BROKEN.contains(type))) {
      numbers.put(mark.group(1), type);
    }
  }

  /** The facts that count; a mark that is no number where one is read counts as not there. */
  Map<String, Object> question(Map<String, Object> facts) {
    var named = new HashMap<>(facts);
    named.keySet().retainAll(words);
    if (named.get(MARKS) instanceof Map<?, ?> marks) {
      named.put(MARKS, readable(marks));
    }
    return named;
  }

  private Map<Object, Object> readable(Map<?, ?> marks) {
    var readable = new HashMap<Object, Object>(marks);
    readable.keySet().retainAll(words);
    readable.entrySet().removeIf(mark -> isNumber(mark) && !(mark.getValue() instanceof Number));
    readable.replaceAll(this::whole);
    return readable;
  }

  private boolean isNumber(Map.Entry<Object, Object> mark) {
    return numbers.containsKey(mark.getKey());
  }

  private Object whole(Object mark, Object value) {
    return value instanceof Double number && WHOLE.contains(numbers.getOrDefault(mark, ""))
        ? Long.valueOf(number.longValue())
        : value;
  }
}
