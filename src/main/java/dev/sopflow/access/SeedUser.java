package dev.sopflow.access;

/**
 * A user that configuration creates when it is missing.
 *
 * @param role one of {@link Roles}
 */
record SeedUser(String name, String password, String firstName, String lastName, String role) {}
