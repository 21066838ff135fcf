package dev.sopflow.access;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who acts in this thread. */
public final class Actor {

  /** Acts when nobody is logged in: a timer, a job. */
  public static final String SYSTEM = "system";

  private Actor() {}

  /** The user name of who is logged in, else {@link #SYSTEM}. */
  public static String current() {
    var login = SecurityContextHolder.getContext().getAuthentication();
    return login == null || login instanceof AnonymousAuthenticationToken
        ? SYSTEM
        : login.getName();
  }
}
