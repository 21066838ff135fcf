package dev.sopflow.engine;

import dev.sopflow.run.RunEngine.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Draws where a run stands; of one that has ended, the way it went. */
@Component
class RunPictures {

  private final JdbcClient db;
  private final RepositoryService repository;
  private final RuntimeService runtime;
  private final HistoryService history;

  RunPictures(
      JdbcClient db, RepositoryService repository, RuntimeService runtime, HistoryService history) {
    this.db = db;
    this.repository = repository;
    this.runtime = runtime;
    this.history = history;
  }

  Optional<Picture> of(long runId) {
    return process(runId).map(one -> draw(one.getId(), one.getProcessDefinitionId()));
  }

  /** The definition that the run's own process follows, if the engine still knows. */
  Optional<String> definitionOf(long runId) {
    return process(runId).map(HistoricProcessInstance::getProcessDefinitionId);
  }

  /** Of the run's own process and all parts that it has ever called. */
  List<String> models(long runId) {
    var models = new LinkedHashMap<String, String>();
    process(runId).ifPresent(one -> collect(one, models));
    return List.copyOf(models.values());
  }

  private void collect(HistoricProcessInstance process, Map<String, String> models) {
    models.computeIfAbsent(process.getProcessDefinitionId(), this::model);
    history
        .createHistoricProcessInstanceQuery()
        .superProcessInstanceId(process.getId())
        .list()
        .forEach(part -> collect(part, models));
  }

  private Optional<HistoricProcessInstance> process(long runId) {
    return db.sql("select process_instance_id from run where id = :id")
        .param("id", runId)
        .query(String.class)
        .optional()
        .flatMap(this::known);
  }

  private Optional<HistoricProcessInstance> known(String processInstanceId) {
    return Optional.ofNullable(
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceId(processInstanceId)
            .singleResult());
  }

  private Picture draw(String processInstanceId, String definitionId) {
    return new Picture(
        model(definitionId),
        standing(processInstanceId),
        passed(processInstanceId),
        called(processInstanceId));
  }

  private String model(String definitionId) {
    try (var model = repository.getProcessModel(definitionId)) {
      return new String(model.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the model " + definitionId, e);
    }
  }

  private Map<String, Integer> standing(String processInstanceId) {
    var tokens = new TreeMap<String, Integer>();
    var tree = runtime.getActivityInstance(processInstanceId);
    if (tree != null) {
      count(tree, tokens);
    }
    return tokens;
  }

  private static void count(ActivityInstance at, Map<String, Integer> tokens) {
    for (var child : at.getChildActivityInstances()) {
      count(child, tokens);
      if (child.getChildActivityInstances().length == 0) {
        tokens.merge(child.getActivityId(), 1, Integer::sum);
      }
    }
    for (var waiting : at.getChildTransitionInstances()) {
      tokens.merge(waiting.getActivityId(), 1, Integer::sum);
    }
  }

  private List<String> passed(String processInstanceId) {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(processInstanceId)
        .finished()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .distinct()
        .toList();
  }

  private Map<String, Picture> called(String processInstanceId) {
    var parts = new HashMap<String, Picture>();
    runtime
        .createProcessInstanceQuery()
        .superProcessInstanceId(processInstanceId)
        .list()
        .forEach(part -> parts.put(nameOf(part), draw(part)));
    return parts;
  }

  private Picture draw(ProcessInstance part) {
    return draw(part.getId(), part.getProcessDefinitionId());
  }

  private String nameOf(ProcessInstance part) {
    var definition = repository.getProcessDefinition(part.getProcessDefinitionId());
    return definition.getName() == null ? definition.getKey() : definition.getName();
  }
}
