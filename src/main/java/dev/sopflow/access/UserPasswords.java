package dev.sopflow.access;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks passwords against the engine's user store; groups become roles. */
@Component
class UserPasswords implements AuthenticationProvider {

  private static final int MOST_GROUPS = 100;

  /** Works as long on an unknown user as the engine does on a known one: neither can be told. */
  private static final PasswordEncoder SLOW = new BCryptPasswordEncoder();

  private final IdentityService identities;
  private final LoginLimit limit;

  UserPasswords(IdentityService identities, LoginLimit limit) {
    this.identities = identities;
    this.limit = limit;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    var user = request.getName();
    var address = addressOf(request);
    if (limit.mustWait(user, address)) {
      throw new LockedException("Too many wrong passwords; wait before the next try");
    }
    if (!isRight(user, String.valueOf(request.getCredentials()))) {
      limit.failed(user, address);
      throw new BadCredentialsException("Unknown user or wrong password");
    }
    limit.succeeded(user, address);
    return loggedIn(user, request);
  }

  private boolean isRight(String user, String password) {
    if (identities.createUserQuery().userId(user).count() == 0) {
      SLOW.encode("nobody");
      return false;
    }
    return identities.checkPassword(user, password);
  }

  private Authentication loggedIn(String user, Authentication request) {
    var token = UsernamePasswordAuthenticationToken.authenticated(user, null, rolesOf(user));
    token.setDetails(request.getDetails());
    return token;
  }

  private List<GrantedAuthority> rolesOf(String user) {
    return identities.createGroupQuery().groupMember(user).listPage(0, MOST_GROUPS).stream()
        .map(Group::getId)
        .<GrantedAuthority>map(group -> new SimpleGrantedAuthority("ROLE_" + group))
        .toList();
  }

  private static String addressOf(Authentication request) {
    return request.getDetails() instanceof WebAuthenticationDetails details
        ? details.getRemoteAddress()
        : "unknown";
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
