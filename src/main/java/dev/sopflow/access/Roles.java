package dev.sopflow.access;

/** The three roles; engine groups carry the same ids. */
public final class Roles {

  /** Talks to customers. */
  public static final String REP = "rep";

  /** Designs and launches SOPs. */
  public static final String OPS = "ops";

  /** Keeps users and the machine. */
  public static final String ADMIN = "admin";

  private Roles() {}
}
