package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.plan.PlanOrder;
import dev.sopflow.plan.Planning;
import dev.sopflow.plan.RunDate;
import dev.sopflow.plan.RunPlans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.springframework.stereotype.Component;

/** Plans a run's dates by the decision table that a model names. */
@Component
class PlanTables {

  private final RunPlans plans;
  private final Planning planning;
  private final DecisionService decisions;

  PlanTables(RunPlans plans, Planning planning, DecisionService decisions) {
    this.plans = plans;
    this.planning = planning;
    this.decisions = decisions;
  }

  List<RunDate> plan(Inputs in) {
    try {
      return plans.plan(in.runId(), order(in), Actor.current());
    } catch (IllegalArgumentException e) {
      throw new BadUserRequestException("Step '%s': %s".formatted(in.name(), e.getMessage()), e);
    }
  }

  private PlanOrder order(Inputs in) {
    var table = in.text("planTable");
    var zone = in.optional("zone").orElse(null);
    var value = in.raw("anchor");
    var variables = in.execution().getVariables();
    var facts = new HashMap<>(variables);
    facts.put("daysLeft", planning.daysLeft(planning.anchor(value, zone)));
    return new PlanOrder(table, ask(table, facts), value, zone, variables);
  }

  private List<Map<String, Object>> ask(String table, Map<String, Object> facts) {
    try {
      return decisions.evaluateDecisionTableByKey(table, facts).getResultList();
    } catch (ProcessEngineException e) {
      throw new IllegalArgumentException(
          "the plan table '%s' gives no answer: %s".formatted(table, e.getMessage()), e);
    }
  }
}
