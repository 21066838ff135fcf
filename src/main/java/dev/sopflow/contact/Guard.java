package dev.sopflow.contact;

import java.util.regex.Pattern;

/**
 * Keeps cells from being formulas to a spreadsheet program: an apostrophe stands before what would
 * be one, and is taken away again when such a list comes in.
 */
public final class Guard {

  private static final Pattern FORMULA =
      Pattern.compile("(?s)'*[=+\\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20].*");

  private Guard() {}

  /** For a cell that is written; {@link #without} gives the very same back. */
  public static String with(String cell) {
    return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** For a cell that is read. */
  static String without(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
