package dev.sopflow.engine;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who acts in this thread. */
final class Actor {

  /** Whoever acts when nobody is logged in: a timer, a job. */
  static final String SYSTEM = "system";

  private Actor() {}

  static String current() {
    var login = SecurityContextHolder.getContext().getAuthentication();
    return login == null || login instanceof AnonymousAuthenticationToken
        ? SYSTEM
        : login.getName();
  }
}
