package dev.sopflow.touch.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sopflow.contact.Channel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.DbTime;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Doubts;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.TrackedLinks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Against an HTTP end that lists messages as Twilio does, on its good days and its worst. */
@SopflowTest
class ReconcilerTest extends SmsStories {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);

  @Autowired Doubts doubts;
  @Autowired StatusReports reports;
  @Autowired Feedback feedback;
  @Autowired TrackedLinks links;
  @Autowired VirtualClock time;
  private final List<String> listed = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer end;
  private String broken;
  private int status = 200;
  private boolean silent;
  private Reconciler reconciler;
  private Instant begun;
  private long doubtful;

  @BeforeEach
  void anSmsInDoubt() throws IOException {
    end = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    end.setExecutor(Executors.newCachedThreadPool());
    end.createContext("/", this::answer);
    end.start();
    reconciler = reconciler(Duration.ofSeconds(30));
    begun = clock.instant();
    doubtful = inDoubt(2);
  }

  private Reconciler reconciler(Duration patience) {
    var url = "http://localhost:" + end.getAddress().getPort();
    var settings = new SmsSettings("AC1", "secret", "+15550100", url, patience);
    var messages = new SentMessages(SmsCourier.client(settings), settings.from());
    return new Reconciler(messages, doubts, reports, feedback, tokens, links, clock);
  }

  @AfterEach
  void stop() {
    over.countDown();
    end.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    calls.add(call.getRequestMethod() + " " + call.getRequestURI());
    if (silent) {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    var page =
        "{\"messages\": [%s], \"page\": 0, \"page_size\": 200, \"next_page_uri\": null}"
            .formatted(String.join(", ", listed));
    var bytes = (broken == null ? page : broken).getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private long inDoubt(long run) {
    var touch = touch(run, "UNKNOWN", null);
    db.sql("update touch set reason = 'NO_CLEAR_ANSWER', begun_at = ? where id = ?")
        .params(DbTime.db(begun), touch)
        .update();
    return touch;
  }

  /** The latest first. */
  private void lists(String sid, int seconds, String direction, String status, String body) {
    listed.add(
        0,
        """
        {"sid": "%s", "date_created": "%s", "direction": "%s", "status": "%s", "body": "%s",
         "to": "%s", "from": "+15550100", "error_code": null, "num_media": "0"}
        """
            .formatted(
                sid,
                DATE.format(begun.plusSeconds(seconds).atOffset(ZoneOffset.UTC)),
                direction,
                status,
                body,
                ADA));
  }

  private String link(long touch) {
    return "See " + links.click(touch, 1, 1);
  }

  private void lookAfter(int minutes) {
    time.moveTo(begun.plus(Duration.ofMinutes(minutes)));
    reconciler.lookUp();
    reconciler.lookUp();
  }

  private String fate() {
    return db.sql(
            """
            select state || coalesce(' ' || reason, '') || coalesce(' ' || delivery, '')
              || coalesce(' ' || provider_id, '') from touch where id = ?
            """)
        .param(doubtful)
        .query(String.class)
        .single();
  }

  @Test
  void whatTwilioHasDidGoOut() {
    lists("SM8", 2, "outbound-api", "delivered", link(touch));
    lists("SM9", 3, "outbound-api", "delivered", link(doubtful));
    lists("SM10", 4, "inbound", "received", "Who is this?");
    lookAfter(1);
    assertThat(fate()).as("the call may still be under way").isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
    lookAfter(3);
    assertThat(fate()).isEqualTo("SENT DELIVERED SM9");
    assertThat(calls)
        .allMatch(call -> call.startsWith("GET ") && call.contains("To=%2B4930555001"));
    assertThat(doubts.of(Channel.SMS, 0, Duration.ZERO, 9)).isEmpty();
  }

  @Test
  void theOnlyMessageOfThatTimeIsItEvenWithoutALink() {
    lists("SM7", -3600, "outbound-api", "delivered", "An older one");
    lists("SM1", 1, "outbound-api", "delivered", "That of another touch");
    lists("SM9", 3, "outbound-api", "sent", "Hello");
    lists("SM10", 3600, "outbound-api", "sent", "A later one");
    lookAfter(90);
    assertThat(fate()).isEqualTo("SENT SENT SM9");
  }

  @Test
  void whichOfTwoIsItIsForAPersonToSay() {
    lists("SM8", 2, "outbound-api", "sent", "Hello");
    lists("SM9", 3, "outbound-api", "sent", "Hello");
    lookAfter(90);
    assertThat(fate()).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
  }

  @Test
  void ofTwoInDoubtNoneIsGuessed() {
    inDoubt(3);
    lists("SM9", 3, "outbound-api", "sent", "Hello");
    lookAfter(90);
    assertThat(fate()).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
  }

  @Test
  void whatTwilioDoesNotHaveAfterAWhileWasNeverTakenAndIsNotRepeated() {
    lookAfter(20);
    assertThat(fate()).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
    lookAfter(31);
    assertThat(fate()).isEqualTo("FAILED NOT_TAKEN");
    assertThat(calls).allMatch(call -> call.startsWith("GET "));
  }

  @Test
  void whatMustArriveAndWasNeverTakenIsSentAgain() {
    db.sql("update touch set purpose = 'TRANSACTIONAL', useful_until = ? where id = ?")
        .params(DbTime.db(begun.plus(Duration.ofDays(1))), doubtful)
        .update();
    lookAfter(31);
    assertThat(fate()).isEqualTo("PLANNED");
  }

  @Test
  void whatWasNeverTakenGoesAnotherWayWhereItsStepSaysSo() {
    db.sql(
            """
            insert into fall_back (run_id, step, occurrence, channels)
            values (2, 'Task_Send', 1, 'SMS,EMAIL')
            """)
        .update();
    db.sql("update touch set piece = 'p' where id = ?").param(doubtful).update();
    lookAfter(31);
    assertThat(db.sql("select touch_id from failed_way").query(Long.class).list())
        .containsExactly(doubtful);
  }

  @Test
  void whileTwilioDoesNotSayNothingIsConcluded() {
    status = 503;
    broken = "<html>away</html>";
    lookAfter(60);
    status = 200;
    lookAfter(61);
    broken = "{\"messages\": [{\"sid\": \"SM";
    lookAfter(62);
    status = 429;
    broken = "{\"code\": 20429, \"message\": \"Too many\", \"status\": 429}";
    lookAfter(63);
    status = 200;
    broken = "{\"messages\": [{\"sid\": \"SM9\", \"date_created\": \"yesterday\"}]}";
    lookAfter(64);
    broken = null;
    silent = true;
    reconciler = reconciler(Duration.ofMillis(700));
    lookAfter(65);
    assertThat(fate()).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
  }
}
