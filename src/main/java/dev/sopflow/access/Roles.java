package dev.sopflow.access;

import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;

/** The roles; engine groups carry the same ids. */
public final class Roles {

  /** Talks to customers. */
  public static final String REP = "rep";

  /** Designs and launches SOPs. */
  public static final String OPS = "ops";

  /** Keeps users and the machine. */
  public static final String ADMIN = "admin";

  /** A machine: tells of opportunities and starts runs by REST, and nothing else. */
  public static final String INTEGRATION = "integration";

  private Roles() {}

  /** Whoever is logged in and no machine. */
  static <T> AuthorizationManager<T> people() {
    return AuthorizationManagers.allOf(
        AuthenticatedAuthorizationManager.authenticated(),
        AuthorizationManagers.not(AuthorityAuthorizationManager.hasRole(INTEGRATION)));
  }
}
