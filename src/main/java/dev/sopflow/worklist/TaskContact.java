package dev.sopflow.worklist;

/**
 * Whom a task is about.
 *
 * @param company or null
 * @param wording key of the content piece that helps the rep, or null
 * @param ways the channels by which the visit is to be made, joined by commas
 */
public record TaskContact(
    long visitId,
    long runId,
    long contactId,
    String name,
    String company,
    String wording,
    String ways) {}
