package dev.sopflow.engine;

import dev.sopflow.run.Replies;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.EventSubscriptionQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Who starts with a message, who waits for it, and telling them. */
@Component
class RunMessages {

  /** A process of the run that is for everybody, or for this contact. */
  private static final String WAITING =
      """
      select e.* from ACT_RU_EXECUTION e
      where e.ID_ in (select s.PROC_INST_ID_ from ACT_RU_EVENT_SUBSCR s
          where s.EVENT_TYPE_ = 'message' and s.EVENT_NAME_ = #{message})
        and exists (select 1 from ACT_RU_VARIABLE v
          where v.PROC_INST_ID_ = e.ID_ and v.NAME_ = 'runId' and v.LONG_ = #{runId})
        and not exists (select 1 from ACT_RU_VARIABLE v
          where v.PROC_INST_ID_ = e.ID_ and v.EXECUTION_ID_ = e.ID_ and v.NAME_ = 'contactId'
            and v.LONG_ <> #{contactId})
      order by e.ID_
      """;

  private final RepositoryService repository;
  private final RuntimeService runtime;

  RunMessages(RepositoryService repository, RuntimeService runtime) {
    this.repository = repository;
    this.runtime = runtime;
  }

  boolean isHeard(String message) {
    return subscriptions(message).count() > 0;
  }

  private EventSubscriptionQuery subscriptions(String message) {
    return runtime.createEventSubscriptionQuery().eventType("message").eventName(message);
  }

  boolean isAwaited(String processInstanceId, String message) {
    return subscriptions(message).processInstanceId(processInstanceId).count() > 0;
  }

  void tell(String processInstanceId, String message) {
    subscriptions(message)
        .processInstanceId(processInstanceId)
        .list()
        .forEach(one -> runtime.messageEventReceived(message, one.getExecutionId()));
  }

  /** Visits start themselves for a reply. */
  void tell(String message, long runId, long contactId, Map<String, Object> variables) {
    var waiting = waiting(message, runId, contactId);
    if (!message.equals(Replies.STEP) && startsModel(message)) {
      start(message, variables);
    }
    waiting.forEach(
        process ->
            runtime
                .createMessageCorrelation(message)
                .processInstanceId(process.getId())
                .setVariablesToTriggeredScope(variables)
                .correlateAll());
  }

  private List<ProcessInstance> waiting(String message, long runId, long contactId) {
    return runtime
        .createNativeProcessInstanceQuery()
        .sql(WAITING)
        .parameter("message", message)
        .parameter("runId", runId)
        .parameter("contactId", contactId)
        .list();
  }

  boolean startsModel(String message) {
    return repository
            .createProcessDefinitionQuery()
            .messageEventSubscriptionName(message)
            .latestVersion()
            .active()
            .count()
        > 0;
  }

  String start(String message, Map<String, Object> variables) {
    return runtime
        .createMessageCorrelation(message)
        .setVariables(variables)
        .correlateStartMessage()
        .getId();
  }
}
