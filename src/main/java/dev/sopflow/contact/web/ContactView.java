package dev.sopflow.contact.web;

import dev.sopflow.contact.Consents.Consent;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Engagement;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.QuietTimes.QuietTime;
import dev.sopflow.contact.Suppressions.Suppression;
import java.time.Instant;
import java.util.List;

/**
 * A contact with all that a colleague may see of them.
 *
 * @param contact the portrait
 * @param consents what they said per channel
 * @param refusedTopics what they want to hear no more of
 * @param engagement how much interest they have lately shown
 * @param quietTimes why they are left alone for a while
 */
record ContactView(
    Contact contact,
    List<IdentityView> identities,
    List<ConsentView> consents,
    List<TopicView> refusedTopics,
    List<QuietTime> quietTimes,
    Engagement.Level engagement,
    List<SuppressionView> suppressions) {

  record IdentityView(String kind, String value) {

    static IdentityView of(Identity identity) {
      return new IdentityView(identity.kind().name(), identity.value());
    }
  }

  /**
   * @param channel ALL: every channel
   * @param status GRANTED or REFUSED
   */
  record ConsentView(String channel, String status, String source, Instant at) {

    static ConsentView of(Consent consent) {
      return new ConsentView(
          consent.channel() == null ? "ALL" : consent.channel().name(),
          consent.granted() ? "GRANTED" : "REFUSED",
          consent.source(),
          consent.at());
    }
  }

  /**
   * @param name in words
   */
  record TopicView(String topic, String name, String source, Instant at) {}

  record SuppressionView(String kind, String value, String reason, Instant at) {

    static SuppressionView of(Suppression suppression) {
      return new SuppressionView(
          suppression.address().kind().name(),
          suppression.address().value(),
          suppression.reason(),
          suppression.at());
    }
  }
}
