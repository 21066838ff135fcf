package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import java.time.Instant;
import java.util.List;

/**
 * What a step wants to send, to a set.
 *
 * @param runId the run that acts
 * @param step the model's activity id
 * @param occurrence counts the times that this run has come to this step, from 1
 * @param to the contacts; each gets exactly one ledger row, with its reason where nothing can go
 * @param channels in order of preference: the first that a contact can be reached by, and allows
 * @param content which piece
 * @param purpose what it is for
 * @param dueAt not before
 * @param usefulUntil dropped when it could not go out by then
 * @param fallsBack whether what fails by its channel goes by the next one that is allowed
 */
public record SendPlan(
    long runId,
    String step,
    int occurrence,
    ContactSet to,
    List<Channel> channels,
    ContentChoice content,
    Purpose purpose,
    Instant dueAt,
    Instant usefulUntil,
    boolean fallsBack) {

  /** One whose messages are left alone where their channel fails. */
  public SendPlan(
      long runId,
      String step,
      int occurrence,
      ContactSet to,
      List<Channel> channels,
      ContentChoice content,
      Purpose purpose,
      Instant dueAt,
      Instant usefulUntil) {
    this(runId, step, occurrence, to, channels, content, purpose, dueAt, usefulUntil, false);
  }
}
