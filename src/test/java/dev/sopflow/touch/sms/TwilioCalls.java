package dev.sopflow.touch.sms;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls our webhooks over HTTP as Twilio does, and signs as Twilio has published. */
public final class TwilioCalls {

  static final String PUBLIC_URL = "http://localhost:8080";
  private static final String TOKEN = "a-token-for-tests";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  public TwilioCalls(int port) {
    this.port = port;
  }

  /** A reader's message. */
  public HttpResponse<String> text(String sid, String from, String words) {
    return signed(
        TwilioWebhooks.INBOUND,
        Map.of("MessageSid", sid, "From", from, "To", "+15550100", "Body", words));
  }

  /** A message of ours is on its way. */
  public HttpResponse<String> sent(String sid, String token) {
    return status("?touch=" + token, Map.of("MessageSid", sid, "MessageStatus", "sent"));
  }

  /**
   * @param query what stands in the address that we gave for the message
   */
  HttpResponse<String> status(String query, Map<String, String> form) {
    return signed(TwilioWebhooks.STATUS + query, form);
  }

  HttpResponse<String> signed(String path, Map<String, String> form) {
    return post(path, encoded(form), signature(path, form));
  }

  /**
   * @param signature or null
   */
  HttpResponse<String> post(String path, String body, String signature) {
    var call =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .POST(BodyPublishers.ofString(body));
    if (signature != null) {
      call.header("X-Twilio-Signature", signature);
    }
    try {
      return http.send(call.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encoded(Map<String, String> form) {
    return new TreeMap<>(form)
        .entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String signature(String path, Map<String, String> form) {
    var words = new StringBuilder(PUBLIC_URL + path);
    new TreeMap<>(form).forEach((name, value) -> words.append(name).append(value));
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(words.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
