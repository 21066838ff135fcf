package dev.sopflow.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While a request lasts, the engine acts as its user, with that user's groups, and obeys that
 * user's rights.
 */
class EngineIdentity extends OncePerRequestFilter {

  private final IdentityService identities;
  private final Predicate<List<String>> whose;

  private EngineIdentity(IdentityService identities, Predicate<List<String>> whose) {
    this.identities = identities;
    this.whose = whose;
  }

  /** For the engine's own API, where the engine alone decides. */
  static EngineIdentity ofEveryone(IdentityService identities) {
    return new EngineIdentity(identities, groups -> true);
  }

  /**
   * For our pages and our API: what reps may do there is decided by our rules, and a rep's refusal
   * noted for a contact must be able to end processes that the rep could not end by hand.
   */
  static EngineIdentity ofThoseWhoRunSops(IdentityService identities) {
    return new EngineIdentity(
        identities, groups -> groups.contains(Roles.OPS) || groups.contains(Roles.ADMIN));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var login = SecurityContextHolder.getContext().getAuthentication();
    if (login == null || !whose.test(groupsOf(login))) {
      chain.doFilter(request, response);
      return;
    }
    identities.setAuthentication(login.getName(), groupsOf(login));
    try {
      chain.doFilter(request, response);
    } finally {
      identities.clearAuthentication();
    }
  }

  private static List<String> groupsOf(Authentication login) {
    return login.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .filter(authority -> authority.startsWith("ROLE_"))
        .map(authority -> authority.substring("ROLE_".length()))
        .toList();
  }
}
