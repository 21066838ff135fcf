package dev.sopflow.run;

/**
 * An act of marking that goes on: whatever is set under it is undone together.
 *
 * @param id of the act
 */
public record MarkAct(long id, long runId, MarkSource source) {}
