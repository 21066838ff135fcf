package dev.sopflow.crm;

import java.time.Instant;

/**
 * An event that one endpoint is to be told of.
 *
 * @param attempts how often it was tried, this time included
 * @param firstTryAt null before the first one came to nothing
 */
record Delivery(
    long id, String eventId, EventType type, String body, int attempts, Instant firstTryAt) {}
