package dev.sopflow.plan;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** A small SOP whose timers, due dates and messages hang on planned dates. */
public final class TrialEvent {

  public static final String SOP = "trial-event";
  static final String PIECE = "trial-reminder";

  private TrialEvent() {}

  /** Returns the deployment's id. */
  public static String deploy(RepositoryService repository) {
    return repository
        .createDeployment()
        .addModelInstance(SOP + ".bpmn", model())
        .addClasspathResource("plan/trial-dates.dmn")
        .addClasspathResource("plan/trial-start.form")
        .deploy()
        .getId();
  }

  private static BpmnModelInstance model() {
    var process =
        Bpmn.createExecutableProcess(SOP).camundaHistoryTimeToLiveString("P1D").name("Trial event");
    process
        .eventSubProcess()
        .startEvent("StartEvent_Moved")
        .interrupting(false)
        .message("DatesMoved")
        .serviceTask("Task_NoteMove")
        .name("Note the move")
        .camundaDelegateExpression("${journal}")
        .camundaAsyncBefore()
        .camundaInputParameter("text", "Everybody was told")
        .endEvent("EndEvent_Told");
    return process
        .startEvent("StartEvent_Planned")
        .camundaFormRef("trial-start")
        .camundaFormRefBinding("latest")
        .serviceTask("Task_PlanDates")
        .name("Plan dates")
        .camundaDelegateExpression("${planBackwards}")
        .camundaInputParameter("planTable", "trial-dates")
        .camundaInputParameter("anchor", "${eventStart}")
        .camundaInputParameter("along", "eventEnd, eventDoors")
        .camundaInputParameter(
            "zone",
            "${execution.hasVariable('eventZone') ? execution.getVariable('eventZone') : ''}")
        .serviceTask("Task_EnrolGuests")
        .name("Enrol guests")
        .camundaDelegateExpression("${enrol}")
        .camundaAsyncBefore()
        .camundaInputParameter("audience", "${audience}")
        .intermediateCatchEvent("Event_Announce")
        .timerWithDate("${plan.of(runId, 'announce')}")
        .exclusiveGateway("Gateway_StillInTime")
        .name("Still in time?")
        .condition("yes", "${plan.holds(runId, 'announce')}")
        .serviceTask("Task_TagAnnounced")
        .name("Tag announced")
        .camundaDelegateExpression("${tag}")
        .camundaAsyncBefore()
        .camundaInputParameter("tagName", "announced")
        .exclusiveGateway("Gateway_Join")
        .intermediateCatchEvent("Event_Remind")
        .timerWithDate("${plan.of(runId, 'remindEve')}")
        .serviceTask("Task_SendReminder")
        .name("Send reminder")
        .camundaDelegateExpression("${send}")
        .camundaAsyncBefore()
        .camundaInputParameter("piece", PIECE)
        .camundaInputParameter("channels", "EMAIL")
        .camundaInputParameter("usefulUntil", "${plan.of(runId, 'start')}")
        .userTask("Task_BringList")
        .name("Bring the list")
        .camundaCandidateGroups("ops")
        .camundaDueDate("${plan.of(runId, 'listDue')}")
        .boundaryEvent("BoundaryEvent_ListMissing")
        .cancelActivity(false)
        .timerWithDate("${plan.of(runId, 'review')}")
        .endEvent("EndEvent_ListMissing")
        .moveToActivity("Task_BringList")
        .endEvent("EndEvent_Done")
        .moveToNode("Gateway_StillInTime")
        .condition("no", "${!plan.holds(runId, 'announce')}")
        .connectTo("Gateway_Join")
        .done();
  }
}
