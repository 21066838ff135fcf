package dev.sopflow.audience;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code {"visited": {"outcome": "INTERESTED", "withinDays": 90, "atLeast": 1}}}: conversations
 * that ended, whatever their outcome when none is named.
 */
@Component
class ByVisit implements ConditionKind {

  static final List<String> OUTCOMES =
      List.of("INTERESTED", "LATER", "REFUSED", "WRONG_PERSON", "CONVERTED", "NO_ANSWER");

  @Override
  public String key() {
    return "visited";
  }

  @Override
  public Condition read(Json json) {
    json.only("visited");
    var visited = json.at("visited");
    visited.only("outcome", "withinDays", "atLeast");
    var outcome =
        new Filter(
            "v.outcome", visited.has("outcome") ? visited.at("outcome").oneOf(OUTCOMES) : null);
    var behaviour = Behaviour.read(visited);
    return params ->
        behaviour.sql(
            "from visit v where v.contact_id = ct.id and v.state = 'DONE'" + outcome.sql(params),
            "v.closed_at",
            params);
  }
}
