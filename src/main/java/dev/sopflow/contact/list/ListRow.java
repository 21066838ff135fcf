package dev.sopflow.contact.list;

import java.util.List;

/**
 * One row of a list.
 *
 * @param line its number as a spreadsheet shows it; the header is usually 1
 */
public record ListRow(int line, List<String> cells) {

  /** The cell at an index; short rows end in empty cells. */
  public String cell(int index) {
    return index < cells.size() ? cells.get(index) : "";
  }

  boolean isBlank() {
    return cells.stream().allMatch(String::isBlank);
  }
}
