package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * A person followed a link of a message for the first time; published in the transaction that
 * stores it, so that whoever listens acts in it too. What programs fetch is never told.
 *
 * @param url where the link leads, at most 500 characters of it
 * @param at when they did, which is a little before we can tell
 */
public record ContactClicked(
    long contactId, long runId, long touchId, Channel channel, String url, Instant at) {}
