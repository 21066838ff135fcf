package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * A planned touch whose time has come.
 *
 * @param contentVersionId as planned; the active version of the same rendition goes out
 * @param address where it should go, or where it was tried; null: wherever the contact is reached
 * @param attempts how often the provider has been tried
 */
record DueTouch(
    long id,
    long runId,
    String step,
    int occurrence,
    long contactId,
    Channel channel,
    Purpose purpose,
    Long contentVersionId,
    String piece,
    Instant usefulUntil,
    String address,
    int attempts) {

  /** The address that the contact wrote from, if it is an answer to them; else null. */
  String answeredAddress() {
    return purpose == Purpose.ANSWER ? address : null;
  }

  LeftRuns.Member member() {
    return new LeftRuns.Member(runId, contactId);
  }

  MeantFor.Addressee addressee() {
    return new MeantFor.Addressee(runId, step, occurrence, contactId);
  }
}
