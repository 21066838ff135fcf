package dev.sopflow.step;

import dev.sopflow.insight.Measures;
import dev.sopflow.insight.Rate;
import dev.sopflow.insight.RateWords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Measured feedback as the variables that gates decide on, and that forms show. */
@Component
class Figures {

  private static final String LOW = "Low";
  private static final String HIGH = "High";

  private static final List<String> COUNTS =
      List.of(
          "participants",
          "reached",
          "responded",
          "clicked",
          "opened",
          "converted",
          "refused",
          "unreachable");

  private static final List<String> RATES =
      List.of(
          "responseRate",
          "clickRate",
          "openRate",
          "opportunityRate",
          "refusalRate",
          "unreachableRate");

  private final Measures measures;
  private final RateWords words;

  Figures(Measures measures, RateWords words) {
    this.measures = measures;
    this.words = words;
  }

  /**
   * By variable.
   *
   * @param since null: from the run's beginning
   */
  Map<String, Object> of(long runId, Instant since) {
    var feedback = measures.of(runId, since);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("participants", feedback.participants());
    figures.put("reached", feedback.reached());
    put(figures, "responded", "response", feedback.responses());
    put(figures, "clicked", "click", feedback.clicks());
    put(figures, "opened", "open", feedback.opens());
    put(figures, "converted", "opportunity", feedback.opportunities());
    put(figures, "refused", "refusal", feedback.refusals());
    put(figures, "unreachable", "unreachable", feedback.unreachable());
    return figures;
  }

  private void put(Map<String, Object> figures, String count, String name, Rate rate) {
    figures.put(count, rate.part());
    figures.put(name + "Rate", rate.share());
    figures.put(name + "Rate" + LOW, rate.low());
    figures.put(name + "Rate" + HIGH, rate.high());
    figures.put(name + "Words", words.say(rate));
  }

  /** As they were last measured. */
  static Map<String, Number> in(DelegateExecution execution) {
    var figures = new LinkedHashMap<String, Number>();
    names()
        .forEach(
            name -> {
              if (execution.getVariable(name) instanceof Number value) {
                figures.put(name, value);
              }
            });
    return figures;
  }

  private static Stream<String> names() {
    return Stream.concat(
        COUNTS.stream(), RATES.stream().flatMap(rate -> Stream.of(rate, rate + LOW, rate + HIGH)));
  }
}
