package dev.sopflow.touch.sms;

import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls Twilio once. The SDK's own client repeats a POST after a server error, and Messages knows
 * no idempotency key: a reader could get the same SMS four times.
 */
final class OneAttempt extends HttpClient {

  /** The call never left: safe to try again. */
  static final class NotSent extends RuntimeException {
    NotSent(IOException cause) {
      super(cause.getClass().getSimpleName(), cause);
    }
  }

  /** The call left and nothing came back: nobody knows. */
  static final class NoAnswer extends RuntimeException {
    NoAnswer(Exception cause) {
      super(cause.getClass().getSimpleName(), cause);
    }
  }

  private final java.net.http.HttpClient http;
  private final String baseUrl;
  private final Duration timeout;

  OneAttempt(String baseUrl, Duration timeout) {
    this.baseUrl = baseUrl.replaceAll("/+$", "");
    this.timeout = timeout;
    this.http =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response reliableRequest(Request request, int[] retryCodes, int retries, long delay) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    try {
      var answer = http.send(outgoing(request), BodyHandlers.ofString());
      return new Response(answer.body(), answer.statusCode());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new NotSent(e);
    } catch (IOException e) {
      throw new NoAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer(e);
    }
  }

  private HttpRequest outgoing(Request request) {
    var url = URI.create(request.constructURL().toString());
    var target =
        baseUrl + url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    var outgoing =
        HttpRequest.newBuilder(URI.create(target))
            .timeout(timeout)
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .header("Accept", "application/json")
            .method(
                request.getMethod().toString(),
                BodyPublishers.ofString(request.encodeFormBody(), StandardCharsets.UTF_8));
    if (request.requiresAuthentication()) {
      outgoing.header("Authorization", request.getAuthString());
    }
    return outgoing.build();
  }
}
