package dev.sopflow.insight.web;

import dev.sopflow.insight.Funnel;
import dev.sopflow.insight.Funnel.Level;
import dev.sopflow.insight.Funnel.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A funnel as a page draws it.
 *
 * @param stages first everyone, then stage by stage
 */
record FunnelSheet(List<Stage> stages, List<Split> bySource, List<Split> byChannel) {

  /**
   * A stage.
   *
   * @param ofAll share of everyone, 0 to 1
   * @param ofBefore share of who passed the stage before, 0 to 1
   * @param shape corners of its piece of the drawn funnel, 100 wide and 30 high
   */
  record Stage(String name, Level level, double ofAll, double ofBefore, String shape) {}

  /** One value of a mark: stage by stage how many passed, and the share of its people. */
  record Split(Part part, List<Cell> cells) {}

  /** How many passed a stage. */
  record Cell(int passed, double share) {}

  /**
   * @param names of the stages, everyone first
   */
  static FunnelSheet of(Funnel funnel, List<String> names) {
    var levels = funnel.all().levels();
    return new FunnelSheet(
        IntStream.range(0, levels.size()).mapToObj(at -> stage(levels, names, at)).toList(),
        funnel.bySource().stream().map(FunnelSheet::split).toList(),
        funnel.byChannel().stream().map(FunnelSheet::split).toList());
  }

  private static Stage stage(List<Level> levels, List<String> names, int at) {
    var all = levels.get(0).passed();
    var here = levels.get(at);
    var before = levels.get(Math.max(0, at - 1));
    var after = levels.get(Math.min(at + 1, levels.size() - 1));
    return new Stage(
        names.get(at),
        here,
        share(here.passed(), all),
        share(here.passed(), before.passed()),
        shape(share(here.passed(), all), share(after.passed(), all)));
  }

  private static String shape(double top, double bottom) {
    return "%s,0 %s,0 %s,30 %s,30"
        .formatted(
            at(50 - 50 * top), at(50 + 50 * top), at(50 + 50 * bottom), at(50 - 50 * bottom));
  }

  private static String at(double place) {
    return String.format(Locale.ROOT, "%.2f", place);
  }

  private static Split split(Part part) {
    var cells =
        part.levels().stream()
            .map(level -> new Cell(level.passed(), share(level.passed(), part.participants())))
            .toList();
    return new Split(part, cells);
  }

  static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
