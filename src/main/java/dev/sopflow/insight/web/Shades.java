package dev.sopflow.insight.web;

import dev.sopflow.insight.ChannelMatrix.Matrix;
import dev.sopflow.insight.ChannelMatrix.Row;
import dev.sopflow.insight.Effect;
import dev.sopflow.insight.Tally;

/**
 * How dark the fields of a matrix are: the higher the share of readers who act, the darker.
 * Conversations have a scale of their own, since far more comes of them.
 *
 * @param messages the largest share among messages, where their scale ends
 * @param talks the largest share among conversations
 */
record Shades(double messages, double talks) {

  private static final int DARKEST = 5;

  static Shades of(Matrix matrix) {
    return new Shades(largest(matrix, false), largest(matrix, true));
  }

  private static double largest(Matrix matrix, boolean talks) {
    return matrix.rows().stream()
        .filter(row -> row.talks() == talks)
        .flatMap(row -> row.cells().values().stream())
        .mapToDouble(field -> share(field.tally()))
        .max()
        .orElse(0);
  }

  /** From 0 for nobody to 5 for the largest share. */
  public int of(Row row, Tally tally) {
    var top = row.talks() ? talks : messages;
    return top == 0 ? 0 : (int) Math.round(share(tally) / top * DARKEST);
  }

  private static double share(Tally tally) {
    return tally.rate(Effect.ENGAGED).share();
  }
}
