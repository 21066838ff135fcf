package dev.sopflow.contact;

/**
 * One value by which a person is known again.
 *
 * @param value in the form that its kind asks for, never empty
 */
public record Identity(IdentityKind kind, String value) {}
