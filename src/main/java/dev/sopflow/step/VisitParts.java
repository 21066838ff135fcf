package dev.sopflow.step;

import dev.sopflow.run.Visits;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The process of a visit, and the table that gives it its priority, as a model names them. */
@Component
class VisitParts {

  private static final int HIGHEST = 100;

  private final RuntimeService runtime;
  private final DecisionService decisions;

  VisitParts(RuntimeService runtime, DecisionService decisions) {
    this.runtime = runtime;
    this.decisions = decisions;
  }

  Visits.Opening opening(Inputs in, Visits.Candidate contact) {
    return new Visits.Opening(
        contact,
        priority(in.text("priorityTable"), contact),
        in.optional("wording").orElse(null),
        in.date("dueAt"));
  }

  /** From 0, lowest, to 100. */
  private int priority(String table, Visits.Candidate contact) {
    var points = decisions.evaluateDecisionTableByKey(table, facts(contact)).getSingleEntry();
    return points instanceof Number number ? Math.max(0, Math.min(HIGHEST, number.intValue())) : 0;
  }

  private static Map<String, Object> facts(Visits.Candidate contact) {
    var facts = new HashMap<String, Object>();
    facts.put("crmStatus", contact.crmStatus());
    facts.put("companySize", contact.companySize());
    facts.put("positionLevel", contact.positionLevel());
    facts.put("daysSinceConversation", contact.daysSinceConversation());
    return facts;
  }

  /** Returns the process instance's id. */
  String start(Inputs in, long visit, Visits.Opening opening) {
    return runtime
        .startProcessInstanceByKey(in.text("part"), variables(in.runId(), visit, opening))
        .getId();
  }

  private static Map<String, Object> variables(long runId, long visit, Visits.Opening opening) {
    return Map.of(
        "runId", runId,
        "visitId", visit,
        "contactId", opening.contact().contactId(),
        "priority", opening.priority(),
        "dueAt", Date.from(opening.dueAt()));
  }
}
