package dev.sopflow.contact;

import java.time.Instant;

/**
 * A contact refused; published inside the transaction that stores the refusal, so that whoever
 * listens acts in it too.
 *
 * @param channel the refused channel, or null for all of them
 * @param source where the refusal was given
 * @param touchId what they answered by it, which says so itself; null: nobody knows
 */
public record ContactOptedOut(
    long contactId, Channel channel, String source, Instant at, Long touchId) {}
