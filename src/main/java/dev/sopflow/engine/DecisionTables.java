package dev.sopflow.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/** Asks the team's decision tables; the same question to the same version is asked only once. */
@Component
class DecisionTables {

  private static final int REMEMBERED = 20_000;

  private record Question(String definitionId, Map<String, Object> inputs) {}

  private final DecisionService decisions;
  private final DecisionVersions versions;
  private final Unchecked unchecked;
  private final ConcurrentLruCache<Question, List<Map<String, Object>>> answers =
      new ConcurrentLruCache<>(REMEMBERED, this::evaluate);

  DecisionTables(DecisionService decisions, DecisionVersions versions, Unchecked unchecked) {
    this.decisions = decisions;
    this.versions = versions;
    this.unchecked = unchecked;
  }

  /** The outputs of every rule that matched, in the table's order. */
  List<Map<String, Object>> ask(String key, Map<String, Object> inputs) {
    return unchecked.call(() -> answers.get(new Question(versions.latest(key), inputs)));
  }

  private List<Map<String, Object>> evaluate(Question question) {
    return decisions
        .evaluateDecisionTableById(question.definitionId(), question.inputs())
        .getResultList();
  }
}
