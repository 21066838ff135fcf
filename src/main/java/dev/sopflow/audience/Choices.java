package dev.sopflow.audience;

import dev.sopflow.contact.Channel;
import java.util.Arrays;
import java.util.List;

/** What the editor offers; each word has a label in the message bundle. */
public record Choices(
    List<String> kinds,
    List<String> fields,
    List<String> tests,
    List<String> states,
    List<String> events,
    List<String> outcomes,
    List<String> channels,
    List<String> consentChannels,
    List<String> statuses) {

  public static final Choices ALL =
      new Choices(
          List.of("tag", "field", "touched", "event", "visited", "consent", "createdWithinDays"),
          ByField.names(),
          List.of(
              "is",
              "isNot",
              "in",
              "contains",
              "startsWith",
              "known",
              "unknown",
              "atLeast",
              "atMost"),
          ByTouch.STATES,
          List.of("CLICKED", "OPENED", "REPLIED", "BOUNCED", "DEFERRED", "DROPPED", "FAILED"),
          ByVisit.OUTCOMES,
          Arrays.stream(Channel.values()).map(Enum::name).toList(),
          ByConsent.CHANNELS,
          ByConsent.STATUSES);
}
