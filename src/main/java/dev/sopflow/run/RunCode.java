package dev.sopflow.run;

/**
 * A run's short code: a letter and four more signs, none of which are taken for another, spell a
 * word, or turn into a number in a spreadsheet. Neighbouring runs have codes far apart.
 */
final class RunCode {

  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
  private static final String SIGNS = LETTERS + "23456789";
  private static final int REST = 4;
  private static final long CODES = 20L * 28 * 28 * 28 * 28;

  /** Has no factor in common with the number of codes, so that each run gets its own. */
  private static final long STRIDE = 7_654_321;

  private RunCode() {}

  /** The code of the run with this id; codes repeat only after twelve million runs. */
  static String of(long runId) {
    var left = runId % CODES * STRIDE % CODES;
    var code = new StringBuilder();
    for (var i = 0; i < REST; i++) {
      code.append(SIGNS.charAt((int) (left % SIGNS.length())));
      left /= SIGNS.length();
    }
    return code.insert(0, LETTERS.charAt((int) left)).toString();
  }
}
