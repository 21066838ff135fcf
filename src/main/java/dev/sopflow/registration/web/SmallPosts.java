package dev.sopflow.registration.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away what is too large for a registration, or does not say how large it is, unread. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SmallPosts extends OncePerRequestFilter {

  private static final int LARGEST = 32 * 1024;

  private final MessageSource messages;

  SmallPosts(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith(request.getContextPath() + "/register/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isLarge(request)) {
      response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE.value());
      response.setHeader(HttpHeaders.CONNECTION, "close");
      response.setContentType(MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8");
      response.getWriter().print(sentence(request));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isLarge(HttpServletRequest request) {
    return request.getContentLengthLong() > LARGEST
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private String sentence(HttpServletRequest request) {
    return messages.getMessage("registration.large", null, request.getLocale());
  }
}
