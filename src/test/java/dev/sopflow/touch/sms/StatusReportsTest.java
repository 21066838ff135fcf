package dev.sopflow.touch.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sopflow.contact.Channel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.touch.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How our messages fare, as Twilio tells it: late, twice, in any order. */
@SopflowTest
class StatusReportsTest extends SmsStories {

  @Test
  void aReportTwiceIsOne() {
    assertThat(report(touch, "SM1", "delivered", null)).isEqualTo(204);
    assertThat(report(touch, "SM1", "delivered", null)).isEqualTo(204);
    assertThat(signals()).containsExactly("DELIVERED " + touch + " " + ada);
  }

  @Test
  void anAnswerThatGotLostIsMadeGoodByTheReport() {
    var lost = touch(2, "UNKNOWN", null);
    report(lost, "SM7", "sent", null);
    assertThat(stateOf(lost)).isEqualTo("SENT");
    assertThat(stateOf(touch)).isEqualTo("SENT");
  }

  /** Twilio takes the message, and its answer never comes back. */
  @Test
  void eachMessageNamesTheAddressToWhichItsReportsCome() throws IOException {
    var received = new CompletableFuture<String>();
    var end = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    end.createContext(
        "/",
        call -> {
          received.complete(new String(call.getRequestBody().readAllBytes(), UTF_8));
          call.close();
        });
    end.start();
    var lost = touch(2, "UNKNOWN", null);
    try {
      send(lost, "http://localhost:" + end.getAddress().getPort());
    } finally {
      end.stop(0);
    }
    var form = URLDecoder.decode(received.join(), UTF_8);
    var address = "https://sops.acme.example/webhooks/twilio/status";
    assertThat(form).contains("StatusCallback=" + address + "?touch=");
    var query = form.replaceAll("(?s).*" + address + "([^&]+).*", "$1");
    twilio.status(query, Map.of("MessageSid", "SM7", "MessageStatus", "sent", "To", ADA));
    assertThat(stateOf(lost)).isEqualTo("SENT");
  }

  private void send(long touch, String baseUrl) {
    var settings = new SmsSettings("AC1", "secret", "+15550100", baseUrl, Duration.ofSeconds(5));
    var links = new StatusLinks(tokens, "https://sops.acme.example/");
    SmsCourier.by(settings, new TwilioAnswers(), links)
        .send(new Message(touch, Channel.SMS, ADA, "Ada", null, null, null, "Hello", "http://x"));
  }

  @Test
  void aReportWithoutATokenFindsItsTouchByTwiliosName() {
    var form = Map.of("MessageSid", "SM1", "MessageStatus", "delivered", "To", ADA);
    assertThat(twilio.status("", form).statusCode()).isEqualTo(204);
    assertThat(signals()).containsExactly("DELIVERED " + touch + " " + ada);
  }

  @Test
  void aForgedTokenStandsForNothing() {
    var other = touch(2, "UNKNOWN", null);
    var stolen = tokens.of(touch).split("\\.")[1];
    var form = Map.of("MessageSid", "SM8", "MessageStatus", "sent", "To", "+4930555999");
    for (var token : List.of(Long.toString(other, 36) + "." + stolen, "1", "", "x.y")) {
      twilio.status("?touch=" + token, form);
    }
    assertThat(stateOf(other)).isEqualTo("UNKNOWN");
    assertThat(signals()).containsExactly("SENT 0 0");
  }

  @ParameterizedTest
  @CsvSource({
    "accepted, , SENT",
    "queued, , SENT",
    "sending, , SENT",
    "sent, , SENT",
    "delivered, , DELIVERED",
    "read, , DELIVERED",
    "undelivered, 30003, DELAYED",
    "undelivered, 30008, DELAYED",
    "undelivered, 30999, DELAYED",
    "undelivered, 30005, BOUNCED",
    "undelivered, 30006, BOUNCED",
    "failed, 21211, BOUNCED",
    "failed, 21610, REFUSED",
    "failed, 30004, FAILED",
    "failed, 30007, FAILED",
    "failed, 30034, FAILED",
    "failed, 21999, FAILED",
    "failed, 63999, FAILED",
    "failed, nonsense, FAILED",
    "failed, , FAILED",
    "canceled, , FAILED"
  })
  void eachReportHasItsMeaning(String status, String code, String kind) {
    report(touch, "SM1", status, code);
    assertThat(signals()).containsExactly(kind + " " + touch + " " + ada);
  }

  @Test
  void theSameReportManyTimesAtOnceIsOne() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      var calls =
          Collections.nCopies(24, (Callable<Integer>) () -> report(touch, "SM1", "sent", null));
      for (var call : pool.invokeAll(calls, 60, TimeUnit.SECONDS)) {
        assertThat(call.get()).isEqualTo(204);
      }
      var strangers = Map.of("MessageSid", "SM99", "MessageStatus", "sent", "To", "+12025550199");
      var others =
          Collections.nCopies(
              24, (Callable<Integer>) () -> twilio.status("", strangers).statusCode());
      for (var call : pool.invokeAll(others, 60, TimeUnit.SECONDS)) {
        assertThat(call.get()).isEqualTo(204);
      }
    } finally {
      pool.shutdown();
    }
    assertThat(signals()).containsExactly("SENT " + touch + " " + ada, "SENT 0 0");
  }

  @Test
  void whatWeDoNotUnderstandIsLeftAlone() {
    assertThat(report(touch, "SM1", "partially_delivered", null)).isEqualTo(204);
    assertThat(twilio.status("", Map.of("MessageStatus", "sent")).statusCode()).isEqualTo(204);
    assertThat(signals()).isEmpty();
  }

  @Test
  void aNumberThatNobodyHasIsNotUsedAgain() {
    report(touch, "SM1", "undelivered", "30005");
    assertThat(db.sql("select id_value from suppression").query(String.class).list())
        .containsExactly(ADA);
  }

  @Test
  void whoRefusedWithTwilioRefusedWithUs() {
    report(touch, "SM1", "failed", "21610");
    assertThat(refusesSms()).isTrue();
  }
}
