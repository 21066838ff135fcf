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
class ErrorPages implements ErrorViewResolver {

  private static final Set<Integer> EXPLAINED = Set.of(400, 403, 404, 405, 413);

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    var code = EXPLAINED.contains(status.value()) ? status.value() : 500;
    return new ModelAndView("web/error", Map.of("code", code), status);
  }
}
