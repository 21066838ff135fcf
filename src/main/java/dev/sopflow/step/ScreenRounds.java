package dev.sopflow.step;

import dev.sopflow.run.Screenings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/** Screens participants by the decision table that a model names. */
@Component
class ScreenRounds {

  private static final int REMEMBERED = 2_000;

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
    return screenings.screen(in.runId(), cohort.chosen(in), name, asking(table.getId()));
  }

  /** Asks once for all who are alike in what the table names. */
  private Function<Map<String, Object>, List<Map<String, Object>>> asking(String id) {
    var table = ScreenTable.of(repository.getDmnModelInstance(id));
    var answers =
        new ConcurrentLruCache<Map<String, Object>, List<Map<String, Object>>>(
            REMEMBERED, facts -> decisions.evaluateDecisionTableById(id, facts).getResultList());
    return facts -> answers.get(table.question(facts));
  }
}
