package dev.sopflow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The page on which somebody sent a form: the way back when the form can't be taken. */
public final class CameFrom {

  private CameFrom() {}

  /** Its path in this house, never elsewhere; empty if the browser doesn't say. */
  public static Optional<String> pathOf(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
        .map(CameFrom::pathOf)
        .map(path -> "/" + path.replaceFirst("^/+", ""));
  }

  private static String pathOf(String page) {
    try {
      return URI.create(page).getRawPath();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
