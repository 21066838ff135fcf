package dev.sopflow.run;

import java.time.Instant;

/**
 * A participant became an opportunity and left the run for it, whoever told; once for each
 * participation. Published in the transaction that stores it, so that whoever listens acts in it
 * too.
 */
public record ContactConverted(long contactId, long runId, Instant at) {}
