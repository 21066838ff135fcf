package dev.sopflow.touch;

import dev.sopflow.contact.Contact;
import dev.sopflow.contact.QuietTimes.Why;
import dev.sopflow.time.SendWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the gate knows of a touch.
 *
 * @param stage of the contact's life as a customer: see {@link dev.sopflow.contact.Lifecycle}
 * @param zone where the contact's clock is read
 * @param address where it would go, or null
 * @param suppressed whether that address must not be used
 * @param refused channels that the contact refused, or ALL
 * @param granted channels that the contact agreed to
 * @param topicRefused whether the contact wants to hear no more of what the piece is about
 * @param quiet why and until when the contact is left alone; MAX: until somebody ends it
 * @param activeVersionId the rendition's active version, or null when it has none any more
 * @param validUntil its last day, or null
 * @param ofOccasion whether the piece belongs to one occasion, and so says something else in each
 *     run
 * @param left whether the contact has left the run, or talks with a rep now
 * @param unmeant whether the contact has become somebody whom the plan does not mean
 * @param past what has reached the contact so far, of every run
 * @param windows when a reader of this position likes this channel
 * @param caps how often at most
 */
record Facts(
    DueTouch touch,
    Contact contact,
    String stage,
    ZoneId zone,
    String address,
    boolean suppressed,
    Set<String> refused,
    Set<String> granted,
    boolean topicRefused,
    Map<Why, Instant> quiet,
    Long activeVersionId,
    LocalDate validUntil,
    boolean ofOccasion,
    boolean left,
    boolean unmeant,
    List<PastTouch> past,
    List<SendWindow> windows,
    List<FrequencyCap> caps) {

  /** Whether {@code before} has told the contact what this touch would tell them. */
  boolean repeats(PastTouch before) {
    return touch.piece() != null
        && touch.piece().equals(before.piece())
        && (!ofOccasion || touch.runId() == before.runId());
  }
}
