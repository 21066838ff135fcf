package dev.sopflow.crm;

import dev.sopflow.crm.Answer.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.springframework.stereotype.Component;

/** Calls another system, once each time, and follows it nowhere else. */
@Component
class WebhookCalls {

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int GONE = 410;
  private static final int SERVER_ERROR = 500;
  private static final Set<Integer> LATER = Set.of(408, 425, 429);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final HttpClient http;
  private final Duration timeout;
  private final Clock clock;

  WebhookCalls(WebhookSettings settings, Clock clock) {
    this.timeout = settings.webhookDelivery().timeout();
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Answer tell(Endpoint endpoint, Delivery delivery) {
    var call = http.sendAsync(request(endpoint, delivery), BodyHandlers.discarding());
    try {
      // The client's own timeout would wait for ever for the end of an answer that has begun.
      return answer(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      call.cancel(true);
      return Answer.of(Kind.NO_ANSWER);
    } catch (ExecutionException e) {
      return Answer.of(neverLeft(e.getCause()) ? Kind.UNREACHABLE : Kind.NO_ANSWER);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return Answer.of(Kind.NO_ANSWER);
    }
  }

  private HttpRequest request(Endpoint endpoint, Delivery delivery) {
    var signature = Signature.of(endpoint.secret(), clock.instant(), delivery.body());
    return HttpRequest.newBuilder(endpoint.url())
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Sopflow")
        .header("Sopflow-Event-Id", delivery.eventId())
        .header("Sopflow-Event-Type", delivery.type().word())
        .header("Sopflow-Signature", signature)
        .POST(BodyPublishers.ofString(delivery.body(), StandardCharsets.UTF_8))
        .build();
  }

  private static boolean neverLeft(Throwable why) {
    return why instanceof ConnectException
        || why instanceof HttpConnectTimeoutException
        || why instanceof UnresolvedAddressException
        || why instanceof SSLException
        || (why instanceof IOException && why.getCause() instanceof UnresolvedAddressException);
  }

  private Answer answer(HttpResponse<Void> response) {
    var status = response.statusCode();
    return new Answer(kindOf(status), status, waitOf(response));
  }

  static Kind kindOf(int status) {
    if (status >= OK && status < REDIRECT) {
      return Kind.TAKEN;
    }
    if (status == GONE) {
      return Kind.GONE;
    }
    return status >= SERVER_ERROR || LATER.contains(status) ? Kind.BUSY : Kind.REJECTED;
  }

  /** Seconds, or a day and time. */
  private Duration waitOf(HttpResponse<Void> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .map(this::waitOf)
        .filter(wait -> !wait.isNegative())
        .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)
        .orElse(null);
  }

  private Duration waitOf(String said) {
    try {
      return said.matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(said))
          : Duration.between(
              clock.instant(), ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
