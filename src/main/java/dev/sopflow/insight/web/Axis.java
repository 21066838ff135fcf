package dev.sopflow.insight.web;

import dev.sopflow.insight.Effect;
import dev.sopflow.insight.Rate;
import dev.sopflow.insight.Tally;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The scale on which rates are drawn side by side, from 0 to 100 for drawings.
 *
 * @param top the share at its end; never 0
 */
record Axis(double top) {

  /** What pages show of a tally. */
  static final List<Effect> SHOWN =
      List.of(Effect.REPLIED, Effect.CLICKED, Effect.CONVERTED, Effect.REFUSED);

  /** Room for twice the largest share, in steps of 5 per cent; intervals beyond it are cut. */
  static Axis of(Collection<Rate> rates) {
    var largest = rates.stream().mapToDouble(Rate::share).max().orElse(0);
    return new Axis(Math.min(1, Math.max(0.05, Math.ceil(largest * 2 / 0.05 - 1e-9) * 0.05)));
  }

  /** One for each effect that is shown, by its name. */
  static Map<String, Axis> ofEach(List<Tally> tallies) {
    return SHOWN.stream()
        .collect(
            Collectors.toMap(
                Effect::name,
                effect -> of(tallies.stream().map(one -> one.rate(effect)).toList())));
  }

  /** Where a share stands. */
  public String at(double share) {
    return number(100 * Math.min(1, share / top));
  }

  /** The line from the low to the high end of a rate, across 10. */
  public String whisker(Rate rate) {
    return "M%1$s 5H%2$sM%1$s 2V8M%2$s 2V8".formatted(at(rate.low()), at(rate.high()));
  }

  static String number(double place) {
    return String.format(Locale.ROOT, "%.2f", place);
  }
}
