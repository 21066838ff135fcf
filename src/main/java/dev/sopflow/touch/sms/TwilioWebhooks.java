package dev.sopflow.touch.sms;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What Twilio tells us: how our messages fare, and what readers answer. Needs no login, because
 * every call is signed; one that is not changes nothing.
 */
@RestController
@ConditionalOnProperty("sopflow.twilio.auth-token")
class TwilioWebhooks {

  static final String STATUS = "/webhooks/twilio/status";
  static final String INBOUND = "/webhooks/twilio/inbound";

  /** Names the token of the touch in the address that we give for each message. */
  static final String TOUCH = "touch";

  private static final int TRIES = 3;

  private final SignedCalls calls;
  private final StatusReports reports;
  private final Inbound inbound;

  TwilioWebhooks(SignedCalls calls, StatusReports reports, Inbound inbound) {
    this.calls = calls;
    this.reports = reports;
    this.inbound = inbound;
  }

  @PostMapping(STATUS)
  ResponseEntity<String> status(HttpServletRequest call) {
    return answer(
        call,
        STATUS,
        said -> {
          reports.take(said);
          return ResponseEntity.noContent().build();
        });
  }

  @PostMapping(INBOUND)
  ResponseEntity<String> inbound(HttpServletRequest call) {
    return answer(
        call,
        INBOUND,
        said ->
            ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(inbound.take(said)));
  }

  private ResponseEntity<String> answer(
      HttpServletRequest call,
      String path,
      Function<Map<String, String>, ResponseEntity<String>> answer) {
    return calls
        .read(call, path)
        .map(said -> patiently(answer, said, TRIES))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
  }

  /** One thing told twice at once: who comes second finds it known when it looks again. */
  private static ResponseEntity<String> patiently(
      Function<Map<String, String>, ResponseEntity<String>> answer,
      Map<String, String> said,
      int tries) {
    try {
      return answer.apply(said);
    } catch (DuplicateKeyException | ConcurrencyFailureException e) {
      if (tries == 1) {
        throw e;
      }
      return patiently(answer, said, tries - 1);
    }
  }
}
