package dev.sopflow.worklist;

/**
 * Whom a task is about.
 *
 * @param company or null
 * @param wording key of the content piece that helps the rep, or null
 */
public record TaskContact(
    long visitId, long contactId, String name, String company, String wording) {}
