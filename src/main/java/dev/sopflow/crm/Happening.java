package dev.sopflow.crm;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * Something that other systems may be told of; what does not belong to it is null.
 *
 * @param channel by which it happened; of a refusal, which it is about, null for all
 * @param link where a followed link leads
 * @param words what the contact wrote
 */
record Happening(
    EventType type,
    Instant at,
    Long contactId,
    Long runId,
    Long touchId,
    Channel channel,
    String outcome,
    String rep,
    String link,
    String words) {

  static Happening of(EventType type, Instant at, Long contactId, Long runId) {
    return new Happening(type, at, contactId, runId, null, null, null, null, null, null);
  }

  Happening by(Channel channel, Long touchId) {
    return new Happening(type, at, contactId, runId, touchId, channel, outcome, rep, link, words);
  }

  Happening endedAs(Enum<?> outcome, String rep) {
    return new Happening(
        type, at, contactId, runId, touchId, channel, outcome.name(), rep, link, words);
  }

  Happening to(String link) {
    return new Happening(type, at, contactId, runId, touchId, channel, outcome, rep, link, words);
  }

  Happening saying(String words) {
    return new Happening(type, at, contactId, runId, touchId, channel, outcome, rep, link, words);
  }
}
