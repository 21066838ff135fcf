package dev.sopflow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page that says in plain words what went wrong, and the way out. */
@Component
public class ErrorPages implements ErrorViewResolver {

  private static final String DETAIL = ErrorPages.class.getName();

  private static final Set<String> EXPLAINED =
      Set.of("400", "403", "403.admin", "403.form", "404", "405", "413");

  /** Which of several reasons an error status has here, such as {@code form}. */
  public static void because(HttpServletRequest request, String detail) {
    request.setAttribute(DETAIL, "." + detail);
  }

  private static String detailOf(HttpServletRequest request) {
    var detail = request.getAttribute(DETAIL);
    return detail == null ? "" : detail.toString();
  }

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    var code = status.value() + detailOf(request);
    var explained = EXPLAINED.contains(code) ? code : "500";
    return new ModelAndView("web/error", Map.of("code", explained), status);
  }
}
