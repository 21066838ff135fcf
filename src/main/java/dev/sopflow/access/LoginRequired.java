package dev.sopflow.access;

import dev.sopflow.web.CameFrom;
import dev.sopflow.web.ErrorPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;

/**
 * Sends whoever must log in to the login page with the reason, and afterwards back to where they
 * were; whoever is logged in but may not, to the page that says so.
 */
@Component
class LoginRequired
    implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    toLogin(request, response, hadSession(request) ? "?expired" : "");
  }

  /**
   * A form whose session is over fails the CSRF check before anything else is looked at. In a live
   * session its token is wrong or missing.
   */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    if (why instanceof CsrfException && Actor.current().equals(Actor.SYSTEM)) {
      rememberPage(request);
      toLogin(request, response, "?expired");
      return;
    }
    if (why instanceof CsrfException) {
      ErrorPages.because(request, "form");
    } else if (isForAdmins(request)) {
      ErrorPages.because(request, "admin");
    }
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    toLogin(request, response, why instanceof LockedException ? "?wait" : "?wrong");
  }

  private static boolean isForAdmins(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/camunda/app/");
  }

  private static boolean hadSession(HttpServletRequest request) {
    return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
  }

  private static void rememberPage(HttpServletRequest request) {
    CameFrom.pathOf(request)
        .filter(page -> !page.endsWith("/login"))
        .ifPresent(
            page ->
                request
                    .getSession()
                    .setAttribute("SPRING_SECURITY_SAVED_REQUEST", new SimpleSavedRequest(page)));
  }

  /** A fragment request is answered with a header, so that the whole page goes to the login. */
  private static void toLogin(HttpServletRequest request, HttpServletResponse response, String why)
      throws IOException {
    var login = request.getContextPath() + "/login" + why;
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", login);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect(login);
    }
  }
}
