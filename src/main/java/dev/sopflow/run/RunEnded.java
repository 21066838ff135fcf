package dev.sopflow.run;

import java.time.Instant;

/**
 * A run is over for good; told once, in the transaction that closes it.
 *
 * @param state ENDED or CANCELLED
 */
public record RunEnded(long runId, RunState state, Instant at) {}
