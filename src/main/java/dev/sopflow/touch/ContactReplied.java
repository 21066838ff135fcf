package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * A contact wrote back; published in the transaction that stores it, so that whoever listens acts
 * in it too.
 *
 * @param signalId where its words are kept
 * @param runId the run of the touch that they answered, or null if that is not known
 */
public record ContactReplied(
    long signalId, long contactId, Long runId, Channel channel, Instant at) {}
