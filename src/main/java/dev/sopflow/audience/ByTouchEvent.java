package dev.sopflow.audience;

import dev.sopflow.contact.Channel;
import org.springframework.stereotype.Component;

/**
 * {@code {"event": {"kind": "CLICKED", "channel": "EMAIL", "withinDays": 30, "atLeast": 1}}}: what
 * came back or happened to touches, in the words of the ledger's events.
 */
@Component
class ByTouchEvent implements ConditionKind {

  @Override
  public String key() {
    return "event";
  }

  @Override
  public Condition read(Json json) {
    json.only("event");
    var event = json.at("event");
    event.only("kind", "channel", "withinDays", "atLeast");
    var kind = new Filter("e.kind", event.at("kind").text().toUpperCase(java.util.Locale.ROOT));
    var channel =
        new Filter(
            "t.channel",
            event.has("channel") ? event.at("channel").oneOf(Channel.class).name() : null);
    var behaviour = Behaviour.read(event);
    return params ->
        behaviour.sql(
            "from touch t join touch_event e on e.touch_id = t.id where t.contact_id = ct.id"
                + kind.sql(params)
                + channel.sql(params),
            "e.at",
            params);
  }
}
