package dev.sopflow.insight.web;

import dev.sopflow.insight.Funnel;
import dev.sopflow.insight.Funnel.Level;
import dev.sopflow.insight.Funnel.Part;
import dev.sopflow.insight.Rate;
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
   * @param ofAll of everyone
   * @param ofBefore of who passed the stage before
   * @param shape corners of its piece of the drawn funnel, 100 wide and 30 high
   */
  record Stage(String name, Level level, Rate ofAll, Rate ofBefore, String shape) {}

  /** One value of a mark: stage by stage how many of its people passed. */
  record Split(Part part, List<Rate> cells) {}

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
        new Rate(here.passed(), all),
        new Rate(here.passed(), before.passed()),
        shape(new Rate(here.passed(), all).share(), new Rate(after.passed(), all).share()));
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
        part.levels().stream().map(level -> new Rate(level.passed(), part.participants())).toList();
    return new Split(part, cells);
  }
}
