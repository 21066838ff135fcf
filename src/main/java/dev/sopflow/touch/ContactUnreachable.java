package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * An address of a contact turned out to reach nobody and is not used any more; published once, in
 * the transaction that suppresses it, so that whoever listens acts in it too. By other addresses
 * the contact may still be reached.
 *
 * @param runId the run of the message that did not arrive, or null if that is not known
 * @param touchId that message, or null
 */
public record ContactUnreachable(
    long contactId, Long runId, Long touchId, Channel channel, Instant at) {}
