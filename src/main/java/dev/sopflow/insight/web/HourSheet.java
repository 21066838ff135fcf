package dev.sopflow.insight.web;

import dev.sopflow.insight.Effect;
import dev.sopflow.insight.Rate;
import dev.sopflow.insight.Tally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Responses by the hour of the reader's day, as a page draws them: 24 columns, 20 wide each, 100
 * high.
 */
record HourSheet(Axis axis, List<Column> columns) {

  /**
   * An hour in which something was sent.
   *
   * @param top where the column ends, from above
   * @param whisker from the low to the high end
   */
  record Column(int hour, Tally tally, int left, String top, String height, String whisker) {

    public Rate responses() {
      return tally.rate(Effect.REPLIED);
    }

    public int middle() {
      return left + 10;
    }
  }

  static HourSheet of(Map<Integer, Tally> hours) {
    var axis = Axis.of(hours.values().stream().map(one -> one.rate(Effect.REPLIED)).toList());
    var columns =
        new TreeMap<>(hours)
            .entrySet().stream().map(hour -> column(hour.getKey(), hour.getValue(), axis)).toList();
    return new HourSheet(axis, columns);
  }

  private static Column column(int hour, Tally tally, Axis axis) {
    var rate = tally.rate(Effect.REPLIED);
    var left = hour * 20;
    var height = up(axis, rate.share());
    return new Column(
        hour,
        tally,
        left,
        Axis.number(100 - height),
        Axis.number(height),
        "M%1$d %2$sV%3$sM%4$d %2$sH%5$dM%4$d %3$sH%5$d"
            .formatted(
                left + 10,
                Axis.number(100 - up(axis, rate.low())),
                Axis.number(100 - up(axis, rate.high())),
                left + 7,
                left + 13));
  }

  private static double up(Axis axis, double share) {
    return 100 * Math.min(1, share / axis.top());
  }
}
