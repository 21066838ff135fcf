package dev.sopflow.touch.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sopflow.contact.Channel;
import dev.sopflow.touch.Message;
import dev.sopflow.touch.Outcome;
import dev.sopflow.touch.Outcome.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against an HTTP end that speaks Twilio's Messages API. */
class SmsCourierTest {

  private final AtomicInteger posts = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer twilio;
  private volatile int status = 201;
  private volatile String body;
  private volatile boolean silent;
  private volatile String received;
  private volatile String path;

  @BeforeEach
  void start() throws IOException {
    twilio = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    twilio.setExecutor(Executors.newCachedThreadPool());
    twilio.createContext("/", this::answer);
    twilio.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    twilio.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    posts.incrementAndGet();
    path = call.getRequestURI().getPath();
    received =
        URLDecoder.decode(
            new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    if (silent) {
      waitForTheEnd();
    }
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private void waitForTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome send() {
    return send("http://localhost:" + twilio.getAddress().getPort());
  }

  private SmsCourier courier(String baseUrl) {
    var patience = silent ? Duration.ofMillis(700) : Duration.ofSeconds(30);
    var settings = new SmsSettings("AC1", "secret", "+15550100", baseUrl, patience);
    return SmsCourier.by(settings, new TwilioAnswers(), new StatusLinks(null, "http://localhost"));
  }

  private Outcome send(String baseUrl) {
    return courier(baseUrl)
        .send(
            new Message(
                7, Channel.SMS, "+4930555001", "Mü", null, null, null, "Grüße & 你好", "http://x"));
  }

  @Test
  void whatTwilioTakesIsAcceptedWithItsName() {
    body = "{\"sid\": \"SM42\", \"status\": \"queued\"}";
    var outcome = send();
    assertThat(outcome).isEqualTo(Outcome.accepted("SM42"));
    assertThat(path).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
    assertThat(received).contains("Body=Grüße & 你好", "To=+4930555001", "From=+15550100");
    assertThat(received).as("nobody reaches localhost").doesNotContain("StatusCallback");
    assertThat(posts).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 21211, REFUSED",
    "400, 21610, REFUSED",
    "400, 21614, REFUSED",
    "400, 21999, REFUSED",
    "400, 30007, REFUSED",
    "400, 30003, BUSY",
    "400, 30999, BUSY",
    "401, 20003, CHANNEL_DOWN",
    "400, 21606, CHANNEL_DOWN",
    "429, 20429, NOT_NOW",
    "400, 30001, NOT_NOW",
    "500, 20500, UNCLEAR",
    "503, 20503, UNCLEAR"
  })
  void eachAnswerHasItsMeaningAndIsAskedForOnce(int status, int code, Kind kind) {
    this.status = status;
    this.body = "{\"code\": %d, \"message\": \"no\", \"status\": %d}".formatted(code, status);
    var outcome = send();
    assertThat(outcome.kind()).isEqualTo(kind);
    assertThat(outcome.optedOut()).isEqualTo(code == 21610);
    assertThat(outcome.code()).contains("" + code);
    assertThat(posts).hasValue(1);
  }

  @Test
  void anErrorThatIsNoJsonIsUnclearToo() {
    status = 502;
    body = "<html>bad gateway</html>";
    assertThat(send().kind()).isEqualTo(Kind.UNCLEAR);
    assertThat(posts).hasValue(1);
  }

  @Test
  void whoNeverAnswersMayHaveTakenIt() {
    silent = true;
    body = "{}";
    assertThat(send().kind()).isEqualTo(Kind.UNCLEAR);
    assertThat(posts).hasValue(1);
  }

  @Test
  void whereNobodyListensNothingWasSent() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(send("http://localhost:" + free).kind()).isEqualTo(Kind.NOT_NOW);
  }

  @Test
  void anAnswerToWhatsAppGoesBackByWhatsApp() {
    body = "{\"sid\": \"SM42\", \"status\": \"queued\"}";
    var answer =
        new Message(
            7,
            Channel.SMS,
            "+4930555001",
            "Mü",
            null,
            null,
            null,
            "Yes",
            null,
            new Message.Answered(null, null, "whatsapp:+15550177"));
    courier("http://localhost:" + twilio.getAddress().getPort()).send(answer);
    assertThat(received).contains("To=whatsapp:+4930555001", "From=whatsapp:+15550177");
  }

  @Test
  void anEmptyTokenIsToldAtTheStart() {
    assertThatThrownBy(() -> new SmsSettings("AC1", " ", "+1", "http://x", Duration.ofSeconds(1)))
        .hasMessageContaining("sopflow.twilio.auth-token is empty");
  }

  @Test
  void theTokenIsNotInTheSettingsWords() {
    var settings = new SmsSettings("AC1", "very-secret", "+1", "http://x", Duration.ofSeconds(1));
    assertThat(settings.toString()).doesNotContain("very-secret");
  }
}
