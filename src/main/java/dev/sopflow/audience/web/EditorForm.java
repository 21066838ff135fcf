package dev.sopflow.audience.web;

import dev.sopflow.audience.Row;
import dev.sopflow.audience.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.util.MultiValueMap;

/** Reads the editor's rows: each row sends each of its inputs, so they come as equal columns. */
record EditorForm(MultiValueMap<String, String> sent) {

  private static final int MAX_ROWS = 50;

  /** The rows as they stand, after the button {@code do} (add, or remove:n) was heeded. */
  Rows rows() {
    var rows = new ArrayList<>(IntStream.range(0, count()).mapToObj(this::row).toList());
    var action = first("do");
    if (action.equals("add") && rows.size() < MAX_ROWS) {
      rows.add(Row.of("tag"));
    } else if (action.matches("remove:\\d{1,3}")) {
      remove(rows, Integer.parseInt(action.substring(7)));
    }
    return new Rows(first("mode").equals("any"), rows);
  }

  String first(String name) {
    var value = sent.getFirst(name);
    return value == null ? "" : value.strip();
  }

  private static void remove(List<Row> rows, int index) {
    if (index < rows.size()) {
      rows.remove(index);
    }
  }

  private int count() {
    return Math.min(MAX_ROWS, sent.getOrDefault("kind", List.of()).size());
  }

  /** A row whose kind was changed starts anew. */
  private Row row(int i) {
    var kind = at("kind", i);
    if (!kind.equals(at("was", i))) {
      return Row.of(kind);
    }
    return new Row(
        at("not", i).equals("true"),
        kind,
        at("field", i),
        at("test", i),
        at("value", i),
        at("channel", i),
        at("days", i),
        at("times", i));
  }

  private String at(String name, int i) {
    var values = sent.getOrDefault(name, List.of());
    return i < values.size() ? values.get(i) : "";
  }
}
