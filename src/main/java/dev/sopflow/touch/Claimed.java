package dev.sopflow.touch;

import dev.sopflow.contact.Contact;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.content.Occasion;
import java.time.Instant;

/**
 * A touch that this dispatcher may send now, and nobody else.
 *
 * @param by the dispatcher that holds it
 * @param contact for the templates
 * @param occasion what they may say of its run
 * @param contentVersionId null for a letter that a rep wrote
 * @param messageId null for channels without one
 * @param reader who the contact is now, as measures tell readers apart
 * @param sendBefore the end of the reader's window, or null for any time
 */
record Claimed(
    DueTouch touch,
    String by,
    Contact contact,
    Occasion occasion,
    Long contentVersionId,
    String address,
    String messageId,
    Reader reader,
    Instant sendBefore) {

  /**
   * A reader at the time of a message.
   *
   * @param stage of their life as a customer
   * @param hour of their day
   */
  record Reader(String stage, PositionLevel level, int hour) {}
}
