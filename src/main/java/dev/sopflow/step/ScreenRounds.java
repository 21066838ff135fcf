package dev.sopflow.step;

import dev.sopflow.run.Screenings;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Screens participants by the decision table that a model names. */
@Component
class ScreenRounds {

  private final Screenings screenings;
  private final Cohort cohort;
  private final DecisionService decisions;
  private final RepositoryService repository;

  ScreenRounds(
      Screenings screenings,
      Cohort cohort,
      DecisionService decisions,
      RepositoryService repository) {
    this.screenings = screenings;
    this.cohort = cohort;
    this.decisions = decisions;
    this.repository = repository;
  }

  /** All of one screening is judged by the version of the table that is the latest now. */
  Screenings.Result screen(Inputs in) {
    var key = in.text("screenTable");
    var table =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(key)
            .latestVersion()
            .singleResult();
    if (table == null) {
      throw new BadUserRequestException(
          "Step '%s': there is no decision table '%s'".formatted(in.name(), key));
    }
    var name = table.getName() == null ? key : table.getName();
    return screenings.screen(
        in.runId(),
        cohort.chosen(in),
        name,
        facts -> decisions.evaluateDecisionTableById(table.getId(), facts).getResultList());
  }
}
