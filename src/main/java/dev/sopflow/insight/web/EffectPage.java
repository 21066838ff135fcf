package dev.sopflow.insight.web;

import dev.sopflow.content.Library;
import dev.sopflow.insight.ChannelMatrix;
import dev.sopflow.insight.ContentRanking;
import dev.sopflow.insight.ContentRanking.Ranked;
import dev.sopflow.insight.Dimension;
import dev.sopflow.insight.Effect;
import dev.sopflow.insight.Rates;
import dev.sopflow.insight.Scope;
import dev.sopflow.insight.Tally;
import dev.sopflow.insight.Verdicts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What works, over all runs, and what had better be stopped. */
@Controller
class EffectPage {

  private static final List<Integer> SPANS = List.of(30, 90, 365);

  private final Rates rates;
  private final ChannelMatrix matrix;
  private final ContentRanking ranking;
  private final Verdicts verdicts;
  private final Library library;
  private final Clock clock;

  EffectPage(
      Rates rates,
      ChannelMatrix matrix,
      ContentRanking ranking,
      Verdicts verdicts,
      Library library,
      Clock clock) {
    this.rates = rates;
    this.matrix = matrix;
    this.ranking = ranking;
    this.verdicts = verdicts;
    this.library = library;
    this.clock = clock;
  }

  /**
   * @param days how far back; anything else than the page offers is taken for the middle one
   */
  @GetMapping("/effect")
  String show(@RequestParam(defaultValue = "90") String days, Model page) {
    var span = SPANS.stream().filter(one -> days.equals(one.toString())).findFirst().orElse(90);
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var scope = Scope.between(today.minusDays(span - 1L), today);
    var pieces = ranking.of(scope);
    page.addAttribute("spans", SPANS);
    page.addAttribute("days", span);
    page.addAttribute("verdicts", verdicts);
    page.addAttribute("effects", Axis.SHOWN);
    var fields = matrix.of(scope);
    page.addAttribute("matrix", fields);
    page.addAttribute("shades", Shades.of(fields));
    page.addAttribute("pieces", pieces);
    page.addAttribute("stops", pieces.stream().filter(Ranked::isStop).toList());
    page.addAttribute("axes", Axis.ofEach(pieces.stream().map(Ranked::tally).toList()));
    page.addAttribute("hours", hours(scope));
    page.addAttribute("old", library.growingOld());
    return "insight/effect";
  }

  private HourSheet hours(Scope scope) {
    var hours = new TreeMap<Integer, Tally>();
    for (var line : rates.of(scope, Dimension.HOUR, Dimension.PURPOSE)) {
      var hour = Integer.parseInt(line.key().get(0));
      if (hour >= 0 && line.tally().of(Effect.SENT) > 0 && !line.key().get(1).equals("ANSWER")) {
        hours.merge(hour, line.tally(), Tally::plus);
      }
    }
    return HourSheet.of(hours);
  }
}
