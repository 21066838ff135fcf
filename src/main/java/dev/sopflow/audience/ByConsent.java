package dev.sopflow.audience;

import dev.sopflow.contact.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * {@code {"consent": {"channel": "SMS", "status": "GRANTED"}}}: what a contact told us about a
 * channel, or about {@code ALL}; {@code NONE} means never asked.
 */
@Component
class ByConsent implements ConditionKind {

  static final List<String> STATUSES = List.of("GRANTED", "REFUSED", "NONE");
  static final List<String> CHANNELS =
      Stream.concat(Stream.of("ALL"), Arrays.stream(Channel.values()).map(Enum::name)).toList();

  @Override
  public String key() {
    return "consent";
  }

  @Override
  public Condition read(Json json) {
    json.only("consent");
    var consent = json.at("consent");
    consent.only("channel", "status");
    var channel = consent.at("channel").oneOf(CHANNELS);
    var status = consent.at("status").oneOf(STATUSES);
    return params ->
        status.equals("NONE")
            ? "not " + row(channel, params) + ")"
            : row(channel, params) + " and s.status = " + params.bind(status) + ")";
  }

  private static String row(String channel, Params params) {
    return "exists (select 1 from consent s where s.contact_id = ct.id and s.channel = "
        + params.bind(channel);
  }
}
