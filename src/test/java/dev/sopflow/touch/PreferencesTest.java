package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static dev.sopflow.contact.Channel.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.contact.TopicRefusals;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Timelines;
import dev.sopflow.time.VirtualClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class PreferencesTest {

  /** Bosses in Berlin read now. */
  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");

  @Autowired ApplicationContext context;
  @Autowired UnsubscribeLinks links;
  @Autowired Touches touches;
  @Autowired Consents consents;
  @Autowired TopicRefusals topics;
  @Autowired Timelines timelines;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  @LocalServerPort int port;
  TouchHouse house;
  private final HttpClient browser = HttpClient.newHttpClient();

  @BeforeEach
  void house() {
    clock.moveTo(EVENING);
    house = new TouchHouse(db, clock);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  private long reader() {
    var reader = house.contact("Reader", PositionLevel.BOSS);
    house.identity(reader, "PHONE", "+4930123" + reader);
    return reader;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return browser.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private String path(long reader) {
    return "/u/" + links.token(reader, EMAIL);
  }

  private FormElement form(long reader) throws Exception {
    return form(get(path(reader)).body());
  }

  private static FormElement form(String page) {
    return (FormElement) Jsoup.parse(page).selectFirst(".choices form");
  }

  private static void tick(FormElement form, String box, boolean ticked) {
    var input = form.selectFirst("input[type=checkbox][value='" + box + "']");
    if (ticked) {
      input.attr("checked", true);
    } else {
      input.removeAttr("checked");
    }
  }

  private HttpResponse<String> save(FormElement form) throws Exception {
    var body =
        form.formData().stream()
            .map(
                field ->
                    field.key()
                        + "="
                        + java.net.URLEncoder.encode(
                            field.value(), java.nio.charset.StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return post(form.attr("action"), body);
  }

  private static List<String> ticked(FormElement form) {
    return form.select("input[name=channel][checked]").eachAttr("value");
  }

  private List<String> sentPieces() {
    var sent = new ArrayList<String>();
    TestDispatchers.of(
            context,
            gate,
            TestDispatchers.courier(
                EMAIL,
                message -> {
                  sent.add(message.text());
                  return Outcome.accepted("x");
                }))
        .dispatchDue();
    return sent;
  }

  private void plan(long run, String piece) {
    touches.plan(house.plan(run, ContentChoice.piece(piece), List.of(EMAIL)));
  }

  @Test
  void aReaderSeesWhatTheyGetInTheirLanguage() throws Exception {
    var reader = house.contact("山田", PositionLevel.STAFF, "Asia/Tokyo", "ja", "JP");
    var page = get(path(reader));
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(page.body())
        .contains("配信を停止する", "受け取る内容を選ぶ", "他のお客様の事例", "メール")
        .doesNotContain("<script", "山田", "お電話");
    assertThat(form(page.body()).select("input[name=topic]").eachAttr("value"))
        .contains("case", "insight", "product", "occasion")
        .doesNotContain("wording");
  }

  @Test
  void nothingOfARefusedTopicIsSentAnyMore() throws Exception {
    var reader = reader();
    var piece = house.piece("x", EMAIL, "en");
    plan(1, piece);
    var form = form(reader);
    tick(form, "T" + piece, false);
    assertThat(save(form).statusCode()).isEqualTo(302);
    assertThat(house.fate(1, reader)).isEqualTo("DROPPED TOPIC_REFUSED");
    assertThat(sentPieces()).isEmpty();
    assertThat(timelines.of(reader, 0, 10))
        .extracting(Timelines.Happening::text)
        .contains(
            "Wants to hear no more of",
            "E-mail not sent: the contact wants to hear no more of this topic");
    assertThat(get(path(reader) + "?saved").body()).contains("Your choice is saved");
  }

  @Test
  void theGateKnowsARefusedTopicWhoeverWroteItDown() {
    var reader = reader();
    var refused = house.piece("refused", EMAIL, "en");
    var liked = house.piece("liked", EMAIL, "en");
    plan(1, refused);
    plan(2, liked);
    db.sql("insert into topic_refusal values (?, ?, 'test', ?)")
        .params(reader, "T" + refused, dev.sopflow.time.DbTime.db(EVENING))
        .update();
    assertThat(sentPieces()).hasSize(1);
    assertThat(house.fate(1, reader)).isEqualTo("DROPPED TOPIC_REFUSED");
    assertThat(house.fate(2, reader)).isEqualTo("SENT");
  }

  @Test
  void whoRefusesATopicWhileOthersAreWrittenToGetsNothing() {
    var first = reader();
    var second = reader();
    var piece = house.piece("x", EMAIL, "en");
    plan(1, piece);
    var sent = new ArrayList<Long>();
    TestDispatchers.of(
            context,
            gate,
            TestDispatchers.courier(
                EMAIL,
                message -> {
                  topics.refuse(second, List.of("T" + piece), "test", "test");
                  sent.add(message.touchId());
                  return Outcome.accepted("x");
                }))
        .dispatchDue();
    assertThat(sent).hasSize(1);
    assertThat(house.fate(1, first)).isEqualTo("SENT");
    assertThat(house.fate(1, second)).isEqualTo("DROPPED TOPIC_REFUSED");
  }

  @Test
  void whatTheyAskedForGoesOutAllTheSame() {
    var reader = reader();
    var piece = house.piece("seat", EMAIL, "en");
    topics.refuse(reader, List.of("T" + piece), "test", "test");
    var plan = house.plan(1, ContentChoice.piece(piece), List.of(EMAIL));
    touches.plan(
        new SendPlan(
            1,
            plan.step(),
            1,
            plan.to(),
            plan.channels(),
            plan.content(),
            Purpose.TRANSACTIONAL,
            plan.dueAt(),
            plan.usefulUntil()));
    assertThat(sentPieces()).hasSize(1);
  }

  @Test
  void whoRefusedATopicGetsTheNextPieceOfAnother() {
    var reader = reader();
    db.sql("update content_version set stage = 'FUNCTION_' where stage = 'FUNCTION'").update();
    try {
      house.rendition("first", EMAIL, "en", "tours", 1, null);
      house.rendition("second", EMAIL, "en", "tips", 2, null);
      topics.refuse(reader, List.of("tours"), "test", "test");
      touches.plan(house.plan(1, ContentChoice.nextUnseen("FUNCTION", null), List.of(EMAIL)));
      assertThat(db.sql("select piece from touch").query(String.class).list())
          .containsExactly("second");
    } finally {
      db.sql("update content_version set stage = 'FUNCTION' where stage = 'FUNCTION_'").update();
    }
  }

  @Test
  void savingWhatStoodThereSaysNothing() throws Exception {
    var reader = reader();
    var form = form(reader);
    assertThat(ticked(form)).containsExactly("EMAIL", "CALL");
    save(form);
    assertThat(consents.of(reader)).isEmpty();
    assertThat(topics.of(reader)).isEmpty();
  }

  @Test
  void byTheirOwnLinkTheySayYesAgain() throws Exception {
    var reader = reader();
    consents.refuse(reader, null, "phone", "rep1");
    topics.refuse(reader, List.of("case"), "phone", "rep1");
    var form = form(reader);
    assertThat(ticked(form)).isEmpty();
    tick(form, "EMAIL", true);
    tick(form, "SMS", true);
    tick(form, "case", true);
    save(form);
    assertThat(ticked(form(reader))).containsExactly("EMAIL", "SMS");
    assertThat(consents.of(reader))
        .filteredOn(Consents.Consent::granted)
        .extracting(Consents.Consent::channel)
        .containsExactlyInAnyOrder(EMAIL, SMS);
    assertThat(topics.of(reader)).isEmpty();
    assertThat(timelines.of(reader, 0, 10))
        .extracting(Timelines.Happening::detail)
        .contains("Stories of other customers: preference page");
  }

  @Test
  void anOldPageLiftsNoRefusalThatCameMeanwhile() throws Exception {
    var reader = reader();
    var old = form(reader);
    post(path(reader), "List-Unsubscribe=One-Click");
    save(old);
    assertThat(ticked(form(reader))).containsExactly("CALL");
  }

  @Test
  void oneClickStillStopsWithoutDetours() throws Exception {
    var reader = reader();
    var answer = post(path(reader), "List-Unsubscribe=One-Click");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.body()).contains("You are unsubscribed");
    assertThat(get(path(reader)).body()).contains("You are unsubscribed");
  }

  @Test
  void nobodyChoosesForAnother() throws Exception {
    var reader = reader();
    var forged = path(reader).replaceFirst("/u/[^.]+", "/u/" + Long.toString(reader + 1, 36));
    assertThat(post(forged + "/preferences", "shown=EMAIL&offered=case").statusCode())
        .isEqualTo(404);
    assertThat(post(path(reader) + "/preferences", "offered=no-topic&channel=FAX").statusCode())
        .isEqualTo(302);
    assertThat(
            post("/u/" + links.token(999_999, EMAIL) + "/preferences", "shown=EMAIL").statusCode())
        .isEqualTo(302);
    assertThat(db.sql("select count(*) from consent").query(Integer.class).single()).isZero();
    assertThat(db.sql("select count(*) from topic_refusal").query(Integer.class).single()).isZero();
  }

  @Test
  void colleaguesSeeOnTheContactsPageWhatIsRefused() throws Exception {
    var reader = reader();
    topics.refuse(reader, List.of("case", "our-own_topic"), "phone", "rep1");
    var login = Base64.getEncoder().encodeToString("ops:ops".getBytes());
    var call = request("/api/contacts/" + reader).header("Authorization", "Basic " + login);
    assertThat(browser.send(call.build(), BodyHandlers.ofString()).body())
        .contains("Stories of other customers", "Our own topic");
  }
}
