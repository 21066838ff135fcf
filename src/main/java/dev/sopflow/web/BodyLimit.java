package dev.sopflow.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what is too large for {@code /api}: unread where it says its length, else as soon as
 * it is too long. Behind the login, so that strangers fill no memory. Files have a limit of their
 * own.
 */
@Component
@Order(0)
class BodyLimit extends OncePerRequestFilter {

  private final DataSize largest;
  private final Sentences sentences;
  private final ObjectMapper json;

  BodyLimit(
      @Value("${sopflow.api.largest-body:2MB}") DataSize largest,
      Sentences sentences,
      ObjectMapper json) {
    this.largest = largest;
    this.sentences = sentences;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var isMultipart =
        request.getContentType() != null && request.getContentType().startsWith("multipart/");
    return isMultipart || !request.getServletPath().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() >= 0) {
      pass(request.getContentLengthLong(), request, response, chain);
    } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
      chain.doFilter(request, response);
    } else {
      var body = request.getInputStream().readNBytes((int) largest.toBytes() + 1);
      pass(body.length, new Read(request, body), response, chain);
    }
  }

  private void pass(
      long length, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (length <= largest.toBytes()) {
      chain.doFilter(request, response);
    } else {
      refuse(response);
    }
  }

  private void refuse(HttpServletResponse response) throws IOException {
    var status = HttpStatus.PAYLOAD_TOO_LARGE;
    var sentence = sentences.say("error.413.body", "" + largest.toKilobytes());
    response.setStatus(status.value());
    response.setHeader(HttpHeaders.CONNECTION, "close");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, sentence));
  }

  /** A request whose body was read already. */
  private static class Read extends HttpServletRequestWrapper {

    private final ByteArrayInputStream body;

    Read(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = new ByteArrayInputStream(body);
    }

    @Override
    public ServletInputStream getInputStream() {
      return new ServletInputStream() {
        @Override
        public int read() {
          return body.read();
        }

        @Override
        public int read(byte[] into, int from, int most) {
          return body.read(into, from, most);
        }

        @Override
        public boolean isFinished() {
          return body.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException("Read at once");
        }
      };
    }
  }
}
