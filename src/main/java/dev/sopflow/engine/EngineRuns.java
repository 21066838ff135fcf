package dev.sopflow.engine;

import dev.sopflow.run.RunEngine;
import dev.sopflow.run.UnknownSop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.springframework.stereotype.Component;

/** Runs as processes: an SOP is a process definition that people may start. */
@Component
class EngineRuns implements RunEngine {

  private final RepositoryService repository;
  private final RuntimeService runtime;
  private final RunTasks tasks;
  private final RunMessages messages;
  private final RunPictures pictures;
  private final StepFields fields;
  private final DeployedForms deployedForms;
  private final Unchecked unchecked;

  EngineRuns(
      RepositoryService repository,
      RuntimeService runtime,
      RunTasks tasks,
      RunMessages messages,
      RunPictures pictures,
      StepFields fields,
      DeployedForms deployedForms,
      Unchecked unchecked) {
    this.repository = repository;
    this.runtime = runtime;
    this.tasks = tasks;
    this.messages = messages;
    this.pictures = pictures;
    this.fields = fields;
    this.deployedForms = deployedForms;
    this.unchecked = unchecked;
  }

  @Override
  public List<Sop> sops() {
    return unchecked.call(() -> startable().orderByProcessDefinitionName().asc().list()).stream()
        .map(EngineRuns::sop)
        .toList();
  }

  private ProcessDefinitionQuery startable() {
    return repository
        .createProcessDefinitionQuery()
        .latestVersion()
        .active()
        .startableInTasklist()
        .withoutTenantId();
  }

  private static Sop sop(ProcessDefinition definition) {
    var name = definition.getName() == null ? definition.getKey() : definition.getName();
    return new Sop(definition.getKey(), name, definition.getVersion());
  }

  @Override
  public Optional<String> startForm(String sop) {
    return unchecked.call(() -> deployedForms.ofStart(definition(sop).getId()));
  }

  @Override
  public Optional<String> form(String key) {
    return unchecked.call(() -> deployedForms.withKey(key));
  }

  @Override
  public String start(String sop, Map<String, Object> variables) {
    return unchecked.call(() -> startNow(sop, variables));
  }

  private String startNow(String sop, Map<String, Object> variables) {
    try {
      return runtime.startProcessInstanceById(definition(sop).getId(), variables).getId();
    } catch (BadUserRequestException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private ProcessDefinition definition(String sop) {
    var definition = startable().processDefinitionKey(sop).singleResult();
    if (definition == null) {
      throw new UnknownSop(sop);
    }
    return definition;
  }

  @Override
  public void suspend(long runId) {
    unchecked.run(
        () ->
            runtime
                .updateProcessInstanceSuspensionState()
                .byProcessInstanceQuery(processesOf(runId))
                .suspend());
  }

  @Override
  public void activate(long runId) {
    unchecked.run(
        () ->
            runtime
                .updateProcessInstanceSuspensionState()
                .byProcessInstanceQuery(processesOf(runId))
                .activate());
  }

  @Override
  public void cancel(long runId, String reason) {
    unchecked.run(() -> delete(idsOf(processesOf(runId).rootProcessInstances()), reason));
  }

  @Override
  public boolean listens(String processInstanceId, String message) {
    return unchecked.call(() -> messages.isAwaited(processInstanceId, message));
  }

  @Override
  public void tell(String processInstanceId, String message) {
    unchecked.run(() -> messages.tell(processInstanceId, message));
  }

  @Override
  public List<String> startVisits(String part, List<Map<String, Object>> visits) {
    var started = new ArrayList<String>();
    unchecked.run(
        () ->
            InChunks.each(
                visits,
                chunk ->
                    chunk.stream()
                        .map(one -> runtime.startProcessInstanceByKey(part, one).getId())
                        .forEach(started::add)));
    return started;
  }

  @Override
  public boolean hears(String message) {
    return unchecked.call(() -> messages.isHeard(message));
  }

  @Override
  public void tell(String message, long runId, long contactId, Map<String, Object> variables) {
    unchecked.run(() -> messages.tell(message, runId, contactId, variables));
  }

  @Override
  public boolean startsOn(String message) {
    return unchecked.call(() -> messages.startsModel(message));
  }

  @Override
  public String startOn(String message, Map<String, Object> variables) {
    return unchecked.call(() -> messages.start(message, variables));
  }

  @Override
  public void endVisits(Collection<String> processInstanceIds, String reason) {
    unchecked.run(() -> delete(List.copyOf(processInstanceIds), reason));
  }

  private void delete(List<String> processInstanceIds, String reason) {
    if (processInstanceIds.isEmpty()) {
      return;
    }
    InChunks.each(
        processInstanceIds,
        chunk -> runtime.deleteProcessInstancesIfExists(chunk, reason, false, true, false));
  }

  @Override
  public void unassign(Collection<String> processInstanceIds, String user) {
    unchecked.run(() -> tasks.unassign(processInstanceIds, user));
  }

  @Override
  public Map<String, VisitTask> tasksOfVisits(Collection<String> processInstanceIds) {
    return unchecked.call(() -> tasks.ofVisits(processInstanceIds));
  }

  @Override
  public List<Waiting> waiting() {
    return unchecked.call(tasks::ofRuns);
  }

  @Override
  public Map<String, String> fieldsOf(long runId, String step) {
    return unchecked.call(
        () ->
            pictures
                .definitionOf(runId)
                .map(definition -> fields.of(definition, step))
                .orElse(Map.of()));
  }

  @Override
  public List<String> models(long runId) {
    return unchecked.call(() -> pictures.models(runId));
  }

  @Override
  public Optional<Picture> picture(long runId) {
    return unchecked.call(() -> pictures.of(runId));
  }

  private ProcessInstanceQuery processesOf(long runId) {
    return runtime.createProcessInstanceQuery().variableValueEquals(RunListener.RUN_ID, runId);
  }

  private static List<String> idsOf(ProcessInstanceQuery query) {
    return query.list().stream().map(ProcessInstance::getId).collect(Collectors.toList());
  }
}
