package dev.sopflow.touch;

import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.QuietTimes;
import dev.sopflow.contact.QuietTimes.Why;
import dev.sopflow.time.Zones;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * What contacts ask for between the lines: who sounds as if they refused is left alone until a
 * person has read it, and who is away until they are back.
 */
@Component
class Wishes {

  private static final String BY = "contact";

  private final RefusalWords refusals;
  private final QuietTimes quietTimes;
  private final Contacts contacts;
  private final Zones zones;
  private final Clock clock;

  Wishes(
      RefusalWords refusals, QuietTimes quietTimes, Contacts contacts, Zones zones, Clock clock) {
    this.refusals = refusals;
    this.quietTimes = quietTimes;
    this.contacts = contacts;
    this.zones = zones;
    this.clock = clock;
  }

  /**
   * @param text as they wrote it, or null
   */
  void heedReply(long contactId, String subject, String text) {
    if (refusals.areIn(subject) || refusals.areIn(text)) {
      quietTimes.begin(contactId, Why.ASKED_TO_STOP, null, null, BY);
    }
  }

  /**
   * @param text of their answering program, or null
   */
  void heedAutoReply(long contactId, String subject, String text) {
    contacts
        .find(contactId)
        .ifPresent(contact -> stayAway(contact, (subject == null ? "" : subject) + "\n" + text));
  }

  private void stayAway(Contact contact, String words) {
    var zone = zones.of(contact.zone(), contact.region());
    AwayDates.back(words, clock.instant().atZone(zone).toLocalDate(), contact.region())
        .ifPresent(
            back ->
                quietTimes.begin(
                    contact.id(),
                    Why.AWAY,
                    back.atStartOfDay(zone).toInstant(),
                    back.toString(),
                    BY));
  }
}
