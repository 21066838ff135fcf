package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * A touch as others see it.
 *
 * @param contactName the contact's name
 * @param piece null for visits
 * @param reason why it was dropped or failed, or null
 * @param doneAt when it ended, or null
 */
public record LedgerEntry(
    long id,
    long runId,
    String step,
    int occurrence,
    long contactId,
    String contactName,
    Channel channel,
    Purpose purpose,
    String piece,
    TouchState state,
    Reason reason,
    Instant dueAt,
    Instant usefulUntil,
    Instant doneAt) {}
