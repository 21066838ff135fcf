package dev.sopflow.step;

import dev.sopflow.insight.Measures.Feedback;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Measured feedback as the variables that gates decide on. */
final class Figures {

  private static final List<String> NAMES =
      List.of(
          "participants",
          "reached",
          "responded",
          "converted",
          "refused",
          "responseRate",
          "openRate",
          "opportunityRate",
          "refusalRate");

  private Figures() {}

  static Map<String, Number> of(Feedback feedback) {
    return Map.of(
        "participants", feedback.participants(),
        "reached", feedback.reached(),
        "responded", feedback.responded(),
        "converted", feedback.converted(),
        "refused", feedback.refused(),
        "responseRate", feedback.responseRate(),
        "openRate", feedback.openRate(),
        "opportunityRate", feedback.opportunityRate(),
        "refusalRate", feedback.refusalRate());
  }

  /** As they were last measured. */
  static Map<String, Number> in(DelegateExecution execution) {
    var figures = new LinkedHashMap<String, Number>();
    NAMES.forEach(
        name -> {
          if (execution.getVariable(name) instanceof Number value) {
            figures.put(name, value);
          }
        });
    return figures;
  }
}
