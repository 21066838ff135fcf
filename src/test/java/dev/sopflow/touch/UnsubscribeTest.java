package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class UnsubscribeTest {

  @Autowired UnsubscribeLinks links;
  @Autowired Touches touches;
  @Autowired Dispatcher dispatcher;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  @LocalServerPort int port;
  TouchHouse house;
  private final HttpClient browser = HttpClient.newHttpClient();

  @BeforeEach
  void house() {
    house = new TouchHouse(db, clock);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @Test
  void lookingChangesNothingAndOneClickStopsTheChannel() throws Exception {
    var reader = house.contact("山田", PositionLevel.STAFF, "Asia/Tokyo", "ja", "JP");
    touches.plan(house.plan(1, ContentChoice.piece(house.piece("x", EMAIL, "en")), List.of(EMAIL)));
    var token = links.token(reader, EMAIL);

    var seen = get(token);
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.body()).contains("配信を停止する").doesNotContain("<script");
    assertThat(house.fate(1, reader)).isEqualTo("PLANNED");

    var stopped = post(token, "List-Unsubscribe=One-Click");
    assertThat(stopped.statusCode()).isEqualTo(200);
    assertThat(house.fate(1, reader)).isEqualTo("DROPPED REFUSED");
    assertThat(refusals()).isEqualTo(1);
    assertThat(post(token, "").statusCode()).isEqualTo(200);
  }

  @Test
  void aForgedOrCutLinkChangesNothing() throws Exception {
    var reader = house.contact("Reader", PositionLevel.STAFF);
    var token = links.token(reader, EMAIL);
    var other = token.replaceFirst("^[^.]+", Long.toString(reader + 1, 36));
    for (var bad : List.of(other, token.substring(0, token.length() - 3), "x", token + "a")) {
      assertThat(get(bad).statusCode()).isEqualTo(404);
      assertThat(post(bad, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(404);
    }
    assertThat(refusals()).isZero();
  }

  @Test
  void aLinkThatIsTooOldSaysSo() throws Exception {
    var token = links.token(house.contact("Reader", PositionLevel.STAFF), EMAIL);
    clock.moveTo(clock.instant().plus(Duration.ofDays(1100)));
    assertThat(post(token, "").statusCode()).isEqualTo(410);
    assertThat(refusals()).isZero();
  }

  @Test
  void whoIsNoLongerKnownIsAnsweredKindly() throws Exception {
    assertThat(post(links.token(999_999, EMAIL), "").statusCode()).isEqualTo(200);
  }

  @Test
  void theLinkInAMailIsThisOne() throws Exception {
    var reader = house.contact("Boss", PositionLevel.BOSS);
    touches.plan(house.plan(1, ContentChoice.piece(house.piece("x", EMAIL, "en")), List.of(EMAIL)));
    dispatcher.dispatchDue();
    clock.moveTo(dispatcher.nextDue().orElseThrow());
    dispatcher.dispatchDue();
    assertThat(db.sql("select html from outbox_message").query(String.class).single())
        .contains("/u/" + links.token(reader, EMAIL));
  }

  @Test
  void theChannelOfALinkNeverChangesItsCode() {
    assertThat(java.util.stream.Stream.of(dev.sopflow.contact.Channel.values()))
        .extracting(channel -> channel + " " + links.token(7, channel).split("\\.")[1])
        .containsExactlyInAnyOrder("EMAIL 0", "SMS 1", "CALL 2", "CHAT 3");
  }

  private int refusals() {
    return db.sql("select count(*) from consent where status = 'REFUSED'")
        .query(Integer.class)
        .single();
  }

  private HttpResponse<String> get(String token) throws IOException, InterruptedException {
    return browser.send(request(token).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String token, String body)
      throws IOException, InterruptedException {
    return browser.send(
        request(token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String token) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/u/" + token));
  }
}
