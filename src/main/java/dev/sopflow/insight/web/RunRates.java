package dev.sopflow.insight.web;

import dev.sopflow.insight.ContentRanking;
import dev.sopflow.insight.ContentRanking.Ranked;
import dev.sopflow.insight.Dimension;
import dev.sopflow.insight.Rates;
import dev.sopflow.insight.Rates.Line;
import dev.sopflow.insight.ReviewOrders;
import dev.sopflow.insight.Reviews;
import dev.sopflow.insight.Scope;
import dev.sopflow.insight.Verdicts;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A run's funnel and rates so far. */
@Component
class RunRates {

  private final Rates rates;
  private final ContentRanking ranking;
  private final Reviews reviews;
  private final ReviewOrders orders;
  private final ReviewWords words;
  private final Verdicts verdicts;

  RunRates(
      Rates rates,
      ContentRanking ranking,
      Reviews reviews,
      ReviewOrders orders,
      ReviewWords words,
      Verdicts verdicts) {
    this.rates = rates;
    this.ranking = ranking;
    this.reviews = reviews;
    this.orders = orders;
    this.words = words;
    this.verdicts = verdicts;
  }

  void show(long runId, Model page) {
    var scope = Scope.ofRun(runId);
    var order = orders.of(runId);
    var byStep =
        rates.of(scope, Dimension.STEP).stream().filter(line -> line.tally().sent() > 0).toList();
    var pieces = ranking.of(scope);
    page.addAttribute("funnel", FunnelSheet.of(reviews.funnel(runId, order), words.stages(order)));
    page.addAttribute("order", order);
    page.addAttribute("effects", Axis.SHOWN);
    page.addAttribute("verdicts", verdicts);
    page.addAttribute("byStep", byStep);
    page.addAttribute("stepAxes", Axis.ofEach(byStep.stream().map(Line::tally).toList()));
    page.addAttribute("pieces", pieces);
    page.addAttribute("axes", Axis.ofEach(pieces.stream().map(Ranked::tally).toList()));
  }
}
