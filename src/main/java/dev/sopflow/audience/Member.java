package dev.sopflow.audience;

/**
 * A contact as an audience shows it.
 *
 * @param company or null
 */
public record Member(long contactId, String name, String company) {}
