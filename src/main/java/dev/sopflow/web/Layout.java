package dev.sopflow.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the layout needs to know about a request: where in the console it is. */
@ControllerAdvice
class Layout {

  /** The first part of the path, by which the navigation shows where one is; empty on Today. */
  @ModelAttribute("section")
  String section(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    var parts = path.split("/");
    return parts.length > 1 ? parts[1] : "";
  }
}
