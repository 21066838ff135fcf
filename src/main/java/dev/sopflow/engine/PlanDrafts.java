package dev.sopflow.engine;

import dev.sopflow.plan.PlanOrder;
import dev.sopflow.plan.Planning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Asks an SOP's plan table before a run is started. */
@Component
class PlanDrafts {

  private final RepositoryService repository;
  private final DecisionService decisions;
  private final RunExpressions expressions;
  private final Planning planning;

  PlanDrafts(
      RepositoryService repository,
      DecisionService decisions,
      RunExpressions expressions,
      Planning planning) {
    this.repository = repository;
    this.decisions = decisions;
    this.expressions = expressions;
    this.planning = planning;
  }

  /** The step of the SOP's latest version that plans dates, if it has one. */
  Optional<PlanStep> stepOf(String sop) {
    var definition =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(sop)
            .latestVersion()
            .withoutTenantId()
            .singleResult();
    return definition == null
        ? Optional.empty()
        : PlanStep.in(repository.getBpmnModelInstance(definition.getId()));
  }

  Optional<PlanOrder> of(String sop, Map<String, Object> entered) {
    return stepOf(sop).map(step -> draft(step, entered));
  }

  private PlanOrder draft(PlanStep step, Map<String, Object> entered) {
    try {
      var anchor = expressions.value(entered, step.anchor());
      var zone = expressions.value(entered, step.zone());
      var zoneId = zone == null ? null : zone.toString();
      var facts = new HashMap<>(entered);
      facts.put("daysLeft", planning.daysLeft(planning.anchor(anchor, zoneId)));
      return new PlanOrder(step.table(), ask(step.table(), facts), anchor, zoneId, entered);
    } catch (ProcessEngineException e) {
      throw new IllegalArgumentException(
          "The plan can't be shown with what is filled in so far", e);
    }
  }

  private List<Map<String, Object>> ask(String table, Map<String, Object> facts) {
    return decisions.evaluateDecisionTableByKey(table, facts).getResultList();
  }
}
