package dev.sopflow.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.security.core.context.SecurityContextHolder;

/** Tells the engine's web applications who is logged in to the console: one login for all pages. */
public class WebappsLogin implements AuthenticationProvider {

  @Override
  public AuthenticationResult extractAuthenticatedUser(
      HttpServletRequest request, ProcessEngine engine) {
    var login = SecurityContextHolder.getContext().getAuthentication();
    return login == null || !login.isAuthenticated()
        ? AuthenticationResult.unsuccessful()
        : AuthenticationResult.successful(login.getName());
  }

  @Override
  public void augmentResponseByAuthenticationChallenge(
      HttpServletResponse response, ProcessEngine engine) {
    // The security chain has already sent strangers to the login page.
  }
}
