package dev.sopflow.step;

import dev.sopflow.insight.Measures.Feedback;
import dev.sopflow.insight.Rate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Measured feedback as the variables that gates decide on. */
final class Figures {

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

  private Figures() {}

  static Map<String, Number> of(Feedback feedback) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("participants", feedback.participants());
    figures.put("reached", feedback.reached());
    put(figures, "responded", "responseRate", feedback.responses());
    put(figures, "clicked", "clickRate", feedback.clicks());
    put(figures, "opened", "openRate", feedback.opens());
    put(figures, "converted", "opportunityRate", feedback.opportunities());
    put(figures, "refused", "refusalRate", feedback.refusals());
    put(figures, "unreachable", "unreachableRate", feedback.unreachable());
    return figures;
  }

  private static void put(Map<String, Number> figures, String count, String name, Rate rate) {
    figures.put(count, rate.part());
    figures.put(name, rate.share());
    figures.put(name + LOW, rate.low());
    figures.put(name + HIGH, rate.high());
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
