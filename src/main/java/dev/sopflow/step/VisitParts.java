package dev.sopflow.step;

import dev.sopflow.run.RunEngine;
import dev.sopflow.run.VisitRound;
import dev.sopflow.run.Visits;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

/** The process of a visit, and the table that gives it its priority, as a model names them. */
@Component
class VisitParts {

  private static final int HIGHEST = 100;

  private final RunEngine engine;
  private final DecisionService decisions;

  VisitParts(RunEngine engine, DecisionService decisions) {
    this.engine = engine;
    this.decisions = decisions;
  }

  /** One for each of them; the priority table is asked once for all who are alike. */
  List<Visits.Opening> openings(Inputs in, List<Visits.Candidate> contacts) {
    var table = in.text("priorityTable");
    var wording = in.optional("wording").orElse(null);
    var dueAt = in.date("dueAt");
    var priorities = new HashMap<Map<String, Object>, Integer>();
    return contacts.stream()
        .map(
            one -> {
              var points = priorities.computeIfAbsent(facts(one), alike -> priority(table, alike));
              return new Visits.Opening(one, points, wording, dueAt);
            })
        .toList();
  }

  /** From 0, lowest, to 100. */
  private int priority(String table, Map<String, Object> facts) {
    var points = decisions.evaluateDecisionTableByKey(table, facts).getSingleEntry();
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

  /** Returns the process instances' ids, in the order of {@code visits}. */
  List<String> start(
      Inputs in, VisitRound round, List<Long> visits, List<Visits.Opening> openings) {
    return engine.startVisits(
        in.text("part"),
        IntStream.range(0, visits.size())
            .mapToObj(i -> variables(round, visits.get(i), openings.get(i)))
            .toList());
  }

  /** What the process of a visit begins with. */
  static Map<String, Object> variables(VisitRound round, long visit, Visits.Opening opening) {
    return Map.of(
        "runId", round.runId(),
        "visitId", visit,
        "contactId", opening.contact().contactId(),
        "priority", opening.priority(),
        "ways", round.joinedWays(),
        "dueAt", Date.from(opening.dueAt()));
  }
}
