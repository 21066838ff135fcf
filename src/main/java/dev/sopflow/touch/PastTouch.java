package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * A touch that reached, or may have reached, a contact.
 *
 * @param runId the run that it belonged to
 * @param piece null for visits
 * @param at when
 */
record PastTouch(long runId, Channel channel, String piece, Instant at) {}
