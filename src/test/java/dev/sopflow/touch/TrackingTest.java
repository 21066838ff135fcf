package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Timelines;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.hit.Judging;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class TrackingTest {

  private static final Pattern OURS = Pattern.compile("http://localhost:8080(/c/[0-9a-z-]+)");

  @Autowired Tracking tracking;
  @Autowired TrackedLinks links;
  @Autowired LinkBook book;
  @Autowired UnsubscribeLinks unsubscribes;
  @Autowired Touches touches;
  @Autowired Dispatcher dispatcher;
  @Autowired Judging judging;
  @Autowired Timelines timelines;
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

  private long touch() {
    house.contact("Reader", PositionLevel.BOSS);
    touches.plan(house.plan(1, ContentChoice.piece(house.piece("x", EMAIL, "en")), List.of(EMAIL)));
    return db.sql("select id from touch").query(Long.class).single();
  }

  private String targetOf(String html) throws Exception {
    var found = OURS.matcher(html);
    assertThat(found.find()).as(html).isTrue();
    return get(found.group(1)).headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return call(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)));
  }

  private HttpResponse<byte[]> call(HttpRequest.Builder call) throws Exception {
    return browser.send(call.build(), BodyHandlers.ofByteArray());
  }

  private List<String> hits() {
    return db.sql("select kind || ' ' || method || ' ' || network from touch_hit order by id")
        .query(String.class)
        .list();
  }

  @Test
  void whoFollowsALinkComesToItsVeryTarget() throws Exception {
    var touch = touch();
    var random = new Random(20260302);
    for (var i = 0; i < 200; i++) {
      var url = randomUrl(random);
      var html = "<p><a class=x href=\"%s\">x</a>".formatted(Entities.escape(url));
      assertThat(targetOf(tracking.html(touch, html)))
          .as("seed 20260302, number %d", i)
          .isEqualTo(url);
      assertThat(targetOf(tracking.text(touch, "Read <" + url + ">."))).isEqualTo(url);
    }
  }

  private static String randomUrl(Random random) {
    var parts =
        List.of(
            "a",
            "Z",
            "9",
            "-._~",
            ":",
            "/",
            "?",
            "#",
            "[]",
            "@",
            "!$'()*",
            "&copy=1",
            "&amp;",
            "+",
            ";",
            "=",
            "%2F",
            "%e8%B7%af",
            "%",
            "\"",
            "{}",
            "|",
            "^",
            "`",
            "\\");
    var url = new StringBuilder(random.nextBoolean() ? "https://" : "HTTP://");
    url.append("h")
        .append(random.nextInt(1000))
        .append(".example")
        .append("/?#".charAt(random.nextInt(3)));
    for (var left = random.nextInt(40); left > 0; left--) {
      url.append(parts.get(random.nextInt(parts.size())));
    }
    return url.toString();
  }

  @Test
  void whatNoHeaderCanCarryIsWrittenAsBrowsersDo() throws Exception {
    var html = "<a href='https://bücher.example/路径/a b?q=é#ü'>x</a>";
    assertThat(targetOf(tracking.html(touch(), html)))
        .isEqualTo("https://xn--bcher-kva.example/%E8%B7%AF%E5%BE%84/a%20b?q=%C3%A9#%C3%BC");
  }

  @Test
  void nothingElseOfAMailChanges() {
    var html =
        "<!DOCTYPE html>\r\n<html><body class=a><!--[if mso]><a href=\"https://x.example\"><![endif]-->"
            + "<P>5 &lt; 7&nbsp;<b>open <A title='a>b' HREF = https://x.example/a?b=1&amp;c=2 >"
            + "https://x.example/a</A><img src=\"https://x.example/p.png\">"
            + "<a href=\"mailto:a@b.example\">m</a><a href=\"tel:1\">t</a><a href=\"#top\">t</a>"
            + "<a href=\"http://localhost:8080/u/1.2.3\">stop</a><a href=\"javascript:x()\">j</a>"
            + "<a href=\"//x.example/\">r</a><a href=\"https://\">e</a></BODY >\n</html>";
    var link = links.click(7, book.idOf("https://x.example/a?b=1&c=2"), 1);
    var picture = "<img src=\"" + links.picture(7) + "\" width=\"1\" height=\"1\" alt=\"\">";
    assertThat(tracking.html(7, html))
        .isEqualTo(
            html.replace("https://x.example/a?b=1&amp;c=2", link)
                .replace("</BODY >", picture + "</BODY >"));
  }

  @Test
  void aMailWhoseMarkupIsBrokenKeepsItsLinks() {
    var html = "<a href=\"https://x.example/1\"><div>a<a href='https://x.example/2'>b</div>c<p>d";
    var sent = Jsoup.parse(tracking.html(7, html));
    assertThat(sent.select("a").eachAttr("href")).isNotEmpty().allMatch(u -> u.contains("/c/7-"));
  }

  @Test
  void alsoLinksOfTextsAreFollowed() {
    var stop = unsubscribes.of(7, EMAIL);
    assertThat(tracking.text(7, "A https://x.example/t1, stop: <" + stop + ">"))
        .isEqualTo(
            "A %s, stop: <%s>"
                .formatted(links.click(7, book.idOf("https://x.example/t1"), 1), stop));
  }

  @Test
  void whatIsTooLongToBeKeptStaysAsItIs() {
    var html = "<a href=\"https://x.example/" + "y".repeat(LinkBook.LONGEST) + "\">x</a>";
    assertThat(tracking.html(7, html)).startsWith(html);
  }

  @Test
  void manyDispatchersKeepOnePlaceOnce() throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    var ids = new ArrayList<java.util.concurrent.Future<Long>>();
    for (var i = 0; i < 64; i++) {
      var url = "https://x.example/race/" + i / 16;
      ids.add(threads.submit(() -> new LinkBook(db).idOf(url)));
    }
    for (var i = 0; i < 64; i++) {
      assertThat(ids.get(i).get()).isEqualTo(ids.get(i / 16 * 16).get());
    }
    threads.shutdown();
  }

  @Test
  void aClickLeadsOnAtOnceAndIsKept() throws Exception {
    var html = tracking.html(touch(), "<a href=\"https://x.example/a\">x</a>");
    var path = OURS.matcher(html).results().findFirst().orElseThrow().group(1);
    var answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    var asked =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method("HEAD", HttpRequest.BodyPublishers.noBody());
    assertThat(call(asked).headers().firstValue("Location")).contains("https://x.example/a");
    assertThat(hits()).containsExactly("CLICK GET 127.0.0.0/24", "CLICK HEAD 127.0.0.0/24");
  }

  @Test
  void thePictureIsADotForEverybodyAndNoticedForOurs() throws Exception {
    var picture = links.picture(touch()).replace("http://localhost:8080", "");
    for (var path : List.of(picture, "/o/x.gif", picture.replace("-", "-0"))) {
      var dot = get(path);
      assertThat(dot.statusCode()).isEqualTo(200);
      assertThat(dot.body()).hasSize(43).startsWith("GIF89a".getBytes());
      assertThat(dot.headers().firstValue("Content-Type")).contains("image/gif");
      assertThat(dot.headers().allValues("Cache-Control")).containsExactly("no-store");
    }
    assertThat(hits()).containsExactly("OPEN GET 127.0.0.0/24");
  }

  @Test
  void aForgedLinkLeadsNowhereAndIsNotKept() throws Exception {
    var touch = touch();
    var real = links.click(touch, book.idOf("https://x.example/a"), 1);
    var path = real.replace("http://localhost:8080", "");
    for (var bad :
        List.of(path + "0", path.substring(0, path.length() - 1), "/c/https:evil.example")) {
      var answer = get(bad);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(new String(answer.body())).contains("This link does not work");
    }
    assertThat(get("/c/" + "a".repeat(3000)).statusCode()).isEqualTo(404);
    assertThat(hits()).isEmpty();
  }

  @Test
  void whoIsErasedStillComesWhereTheyWantedAndNothingIsKept() throws Exception {
    var path =
        links
            .click(999_999, book.idOf("https://x.example/a"), 1)
            .replace("http://localhost:8080", "");
    assertThat(get(path).headers().firstValue("Location")).contains("https://x.example/a");
    assertThat(hits()).isEmpty();
  }

  @Test
  void whenNothingCanBeKeptTheReaderNoticesNothing() throws Exception {
    var touch = touch();
    var path =
        links
            .click(touch, book.idOf("https://x.example/a"), 1)
            .replace("http://localhost:8080", "");
    db.sql("alter table touch_hit rename to touch_hit_away").update();
    try {
      assertThat(get(path).headers().firstValue("Location")).contains("https://x.example/a");
      assertThat(get(links.picture(touch).replace("http://localhost:8080", "")).statusCode())
          .isEqualTo(200);
    } finally {
      db.sql("alter table touch_hit_away rename to touch_hit").update();
    }
  }

  @Test
  void fromTheLetterToTheTimeline() throws Exception {
    clock.moveTo(Instant.parse("2026-03-02T19:00:00Z"));
    var reader = house.contact("Reader", PositionLevel.BOSS);
    var piece = house.piece("x", EMAIL, "en");
    db.sql("update content_version set html = ?, body = null where topic = ?")
        .params(
            "<p><a href=\"https://x.example/a?b=1&amp;c=2\">x</a> {{ links.unsubscribe }}",
            "T" + piece)
        .update();
    touches.plan(house.plan(1, ContentChoice.piece(piece), List.of(EMAIL)));
    dispatcher.dispatchDue();
    var html = db.sql("select html from outbox_message").query(String.class).single();
    assertThat(html).contains("/o/").doesNotContain("https://x.example");
    assertThat(targetOf(db.sql("select body from outbox_message").query(String.class).single()))
        .isEqualTo("https://x.example/a?b=1&c=2");
    clock.moveTo(clock.instant().plusSeconds(60));
    judging.judgeSettled();
    assertThat(timelines.of(reader, 0, 10))
        .extracting(Timelines.Happening::text)
        .doesNotContain("E-mail clicked");
    clock.moveTo(clock.instant().plusSeconds(300));
    var path = OURS.matcher(html).results().findFirst().orElseThrow().group(1);
    var phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Safari/604.1";
    call(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("User-Agent", phone));
    clock.moveTo(clock.instant().plusSeconds(60));
    judging.judgeSettled();
    assertThat(timelines.of(reader, 0, 10))
        .extracting(Timelines.Happening::text)
        .contains("E-mail clicked", "E-mail opened", "E-mail sent");
  }

  @Test
  void whoComesAgainAndAgainIsCountedOnly() throws Exception {
    var touch = touch();
    var picture = links.picture(touch).replace("http://localhost:8080", "");
    var path =
        links
            .click(touch, book.idOf("https://x.example/a"), 1)
            .replace("http://localhost:8080", "");
    for (var i = 0; i < 30; i++) {
      get(picture);
    }
    get(path);
    assertThat(hits()).hasSize(21).endsWith("CLICK GET 127.0.0.0/24");
    assertThat(db.sql("select sum(more) from touch_hit").query(Integer.class).single())
        .isEqualTo(10);
  }
}
