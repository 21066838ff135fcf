package dev.sopflow.run;

/** A paused run goes on; told in the transaction that lets it. */
public record RunResumed(long runId) {}
