package dev.sopflow.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The deployed version of a decision table that counts now. Remembered for some seconds, because
 * the gate asks for every touch; a deployment by this node counts at once, by another node soon.
 */
@Component
class DecisionVersions {

  private static final long REMEMBERED = Duration.ofSeconds(10).toNanos();

  private record Known(String definitionId, long since) {}

  private final ObjectProvider<RepositoryService> repository;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  DecisionVersions(ObjectProvider<RepositoryService> repository) {
    this.repository = repository;
  }

  /** The id of the latest deployed definition of the table {@code key}. */
  String latest(String key) {
    return known.compute(key, (k, was) -> isFresh(was) ? was : lookUp(k)).definitionId();
  }

  void forgetAfterCommit() {
    Context.getCommandContext()
        .getTransactionContext()
        .addTransactionListener(TransactionState.COMMITTED, done -> known.clear());
  }

  private static boolean isFresh(Known known) {
    return known != null && System.nanoTime() - known.since() < REMEMBERED;
  }

  private Known lookUp(String key) {
    var definition =
        repository
            .getObject()
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(key)
            .latestVersion()
            .singleResult();
    if (definition == null) {
      throw new IllegalStateException("There is no decision table '" + key + "'");
    }
    return new Known(definition.getId(), System.nanoTime());
  }
}
