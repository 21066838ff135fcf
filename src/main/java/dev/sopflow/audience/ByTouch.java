package dev.sopflow.audience;

import dev.sopflow.contact.Channel;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code {"touched": {"channel": "EMAIL", "state": "SENT", "piece": "one-inbox", "withinDays": 30,
 * "atLeast": 2}}}: rows of the ledger; every part may be left out, the state is then SENT.
 */
@Component
class ByTouch implements ConditionKind {

  static final List<String> STATES =
      List.of("PLANNED", "HELD", "CLAIMED", "SENT", "FAILED", "UNKNOWN", "DROPPED");

  @Override
  public String key() {
    return "touched";
  }

  @Override
  public Condition read(Json json) {
    json.only("touched");
    var touched = json.at("touched");
    touched.only("channel", "state", "piece", "withinDays", "atLeast");
    var channel =
        new Filter(
            "t.channel",
            touched.has("channel") ? touched.at("channel").oneOf(Channel.class).name() : null);
    var state =
        new Filter("t.state", touched.has("state") ? touched.at("state").oneOf(STATES) : "SENT");
    var piece = new Filter("t.piece", touched.has("piece") ? touched.at("piece").text() : null);
    var behaviour = Behaviour.read(touched);
    return params ->
        behaviour.sql(
            "from touch t where t.contact_id = ct.id"
                + channel.sql(params)
                + state.sql(params)
                + piece.sql(params),
            "coalesce(t.done_at, t.planned_at)",
            params);
  }
}
