package dev.sopflow.contact.list;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the columns of a list are about, as its header says. */
public final class Columns {

  private static final int MOST = 200;

  private final List<String> headers;
  private final Map<Field, Integer> fields = new EnumMap<>(Field.class);
  private final Map<Integer, String> attributes = new LinkedHashMap<>();

  private Columns(List<String> headers) {
    this.headers = headers;
  }

  /**
   * Reads a header.
   *
   * @throws BrokenList if it has one column, too many, one twice, or none to know a person by
   */
  static Columns of(List<String> cells) {
    var columns = new Columns(cells.stream().map(Columns::word).toList());
    columns.checkWidth();
    columns.checkDuplicates();
    columns.assign();
    columns.checkFields();
    return columns;
  }

  public List<String> headers() {
    return headers;
  }

  /** Where the field stands in a row; empty if the list has no such column. */
  public Optional<Integer> indexOf(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The columns without a field of their own: index to name. */
  public Map<Integer, String> attributes() {
    return attributes;
  }

  private static String word(String cell) {
    var word = cell.replaceAll("[\\p{Cntrl}\\uFEFF]+", " ").strip();
    return word.length() <= 100 ? word : word.substring(0, 100);
  }

  private void checkWidth() {
    var named = headers.stream().filter(header -> !header.isEmpty()).count();
    if (named <= 1) {
      throw new BrokenList("one-column", headers.isEmpty() ? "" : headers.get(0));
    }
    if (headers.size() > MOST) {
      throw new BrokenList("too-many-columns", headers.size(), MOST);
    }
  }

  private void checkDuplicates() {
    var seen = new HashMap<String, Integer>();
    for (int i = 0; i < headers.size(); i++) {
      var header = headers.get(i);
      var before = header.isEmpty() ? null : seen.put(header.toLowerCase(), i);
      if (before != null) {
        throw new BrokenList("duplicate-header", header, letter(before), letter(i));
      }
    }
  }

  private void assign() {
    for (int i = 0; i < headers.size(); i++) {
      var header = headers.get(i);
      var field = HeaderWords.fieldOf(header);
      if (field.isEmpty() && !header.isEmpty()) {
        attributes.put(i, header);
      } else if (field.isPresent() && field.get() != Field.IGNORED) {
        assign(field.get(), i);
      }
    }
  }

  private void assign(Field field, int index) {
    var before = fields.put(field, index);
    if (before != null) {
      throw new BrokenList(
          "same-field", headers.get(before), headers.get(index), letter(before), letter(index));
    }
  }

  private void checkFields() {
    if (fields.isEmpty()) {
      throw new BrokenList("no-header", String.join(", ", firstFew()));
    }
    if (fields.keySet().stream().noneMatch(Field::identifies)) {
      throw new BrokenList("no-address", String.join(", ", firstFew()));
    }
  }

  private List<String> firstFew() {
    return headers.stream().limit(8).map(h -> h.length() > 30 ? h.substring(0, 30) : h).toList();
  }

  /** As spreadsheets name it: A, B, ... Z, AA. */
  private static String letter(int index) {
    var letters = new ArrayList<Character>();
    for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
      letters.add(0, (char) ('A' + rest % 26));
    }
    return letters.stream().map(String::valueOf).reduce("", String::concat);
  }
}
