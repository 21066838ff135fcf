package dev.sopflow.run;

import java.time.Instant;

/**
 * A visit came to its outcome; told once, in the transaction that stores it. Cancelled ones come to
 * none.
 *
 * @param rep a user name: whose visit it was, or who made one that was open to all; null if nobody
 * @param outcome NO_ANSWER: it was given up
 */
public record VisitFinished(
    long visitId, long runId, long contactId, String rep, Visits.Outcome outcome, Instant at) {}
