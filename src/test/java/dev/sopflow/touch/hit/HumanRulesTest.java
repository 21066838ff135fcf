package dev.sopflow.touch.hit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HumanRulesTest {

  private static final Instant SENT = Instant.parse("2026-03-02T19:00:00Z");
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/126.0.0.0 Safari/537.36";
  private static final String HOME = "203.0.113.0/24";

  private final HumanRules rules =
      new HumanRules(
          new HitSettings(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5), 10),
          new Programs());
  private final List<Hit> hits = new ArrayList<>();
  private int links;

  private Hit hit(Hit.Kind kind, Long link, double second, String method, String agent) {
    return hit(kind, link, second, method, agent, HOME, false);
  }

  private Hit hit(
      Hit.Kind kind,
      Long link,
      double second,
      String method,
      String agent,
      String net,
      boolean pre) {
    var hit =
        new Hit(
            hits.size() + 1,
            kind,
            link,
            link == null ? null : "https://x.example/" + link,
            SENT.plusMillis((long) (second * 1000)),
            new Visitor(method, agent, net, pre),
            false);
    hits.add(hit);
    return hit;
  }

  private Hit click(long link, double second) {
    return hit(Hit.Kind.CLICK, link, second, "GET", BROWSER);
  }

  private Hit open(double second, String agent) {
    return hit(Hit.Kind.OPEN, null, second, "GET", agent);
  }

  private Score score(Hit hit) {
    return score(hit, 1);
  }

  private Score score(Hit hit, int crowd) {
    return rules.score(hit, new Story(1, 1, Channel.EMAIL, SENT, links, hits), crowd);
  }

  private void isProgram(Hit hit, String... why) {
    assertThat(score(hit).isPerson()).as(hit.toString()).isFalse();
    assertThat(score(hit).why()).contains(why);
  }

  private void isPerson(Hit hit) {
    assertThat(score(hit)).isEqualTo(new Score(100, List.of()));
  }

  @Test
  void whoReadsAndThenFollowsOneLinkIsAPerson() {
    isPerson(open(40, BROWSER));
    isPerson(click(1, 55));
    isPerson(click(2, 90));
  }

  @Test
  void aDoubleClickIsAPersons() {
    var first = click(1, 60);
    isPerson(click(1, 60.3));
    isPerson(first);
  }

  @Test
  void twoLinksWithinTwoSecondsAreNoPersonsOnlyIfSomethingElseSpeaksForAProgram() {
    var first = click(1, 60);
    assertThat(score(click(2, 61.9))).isEqualTo(new Score(60, List.of("quick-links")));
    assertThat(score(first).isPerson()).isTrue();
    var nameless = hit(Hit.Kind.CLICK, 3L, 100, "GET", "");
    isProgram(hit(Hit.Kind.CLICK, 4L, 101, "GET", ""), "quick-links", "nameless");
    isProgram(nameless, "quick-links", "nameless");
  }

  @Test
  void aFewOfManyLinksAreAPersonsAndNearlyAllAreNot() {
    links = 12;
    for (var link = 1; link <= 8; link++) {
      assertThat(score(click(link, 60 + link)).isPerson()).isTrue();
    }
    isProgram(click(9, 69), "all-links");
  }

  @Test
  void twoLinksAfterAnotherAreAPersonsButNotThree() {
    var first = click(1, 60);
    isPerson(click(2, 64));
    isPerson(first);
    isProgram(click(3, 68), "all-links");
    isProgram(first, "all-links");
  }

  @Test
  void whoScannedOnceIsKnownByItsNameAndNetworkLater() {
    click(1, 10);
    click(2, 11);
    click(3, 12);
    isProgram(click(1, 300), "seen-scanning");
    isPerson(hit(Hit.Kind.CLICK, 1L, 300, "GET", BROWSER, "198.51.100.0/24", false));
    isPerson(hit(Hit.Kind.CLICK, 1L, 330, "GET", "Mozilla/5.0 (iPhone)", HOME, false));
  }

  @Test
  void whoAsksForTheHeadIsAProgram() {
    isProgram(hit(Hit.Kind.CLICK, 1L, 60, "HEAD", BROWSER), "head");
    isProgram(click(1, 61), "head");
    isProgram(click(1, 600), "seen-scanning");
  }

  @Test
  void whatIsFetchedBeforeAnybodyAskedIsNoOpening() {
    isProgram(hit(Hit.Kind.OPEN, null, 60, "GET", BROWSER, HOME, true), "prefetch");
  }

  @Test
  void theMailPrivacyOfApplesFetchesForEverybody() {
    isProgram(open(60, "Mozilla/5.0"), "apple-ahead");
    isPerson(open(60, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"));
  }

  @Test
  void nobodyReadsAsFastAsThat() {
    isProgram(open(1.9, BROWSER), "too-soon");
    isPerson(open(2, BROWSER));
    isProgram(click(1, 4.9), "too-soon");
    isProgram(click(1, -3), "too-soon");
    isPerson(click(1, 5));
  }

  @Test
  void aNetworkThatOpensManyPeoplesMailAtOnceIsAProgram() {
    var click = click(1, 60);
    assertThat(score(click, 9).isPerson()).isTrue();
    assertThat(score(click, 10)).isEqualTo(new Score(20, List.of("crowd")));
  }

  @Test
  void aMailProviderThatFetchesForItsReadersIsNoCrowd() {
    var gmail =
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    assertThat(score(open(60, gmail), 5000).isPerson()).isTrue();
  }

  @Test
  void aProgramWithoutANameIsDoubtedButNotForThatAlone() {
    var nameless = hit(Hit.Kind.CLICK, 1L, 60, "GET", "");
    assertThat(score(nameless)).isEqualTo(new Score(70, List.of("nameless")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "WhatsApp/2.23.20.0 A",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
        "python-requests/2.31.0",
        "curl/8.5.0",
        "Java/17.0.9",
        "Java-http-client/17.0.9",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0",
      })
  void programsThatSayWhoTheyAreAreBelieved(String agent) {
    isProgram(hit(Hit.Kind.CLICK, 1L, 60, "GET", agent), "robot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Linux; Android 11; CUBOT_X30) AppleWebKit/537.36 Chrome/120.0 Mobile",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
            + " MicroMessenger/8.0.47",
        "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)",
        "Mozilla/5.0 (Windows NT 10.0; rv:115.0) Gecko/20100101 Thunderbird/115.9.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Edg/126.0",
        "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 Chrome/124.0 Line/14.5.1",
        "Lynx/2.8.9rel.1 libwww-FM/2.14",
      })
  void whatPeopleReadWithIsNoProgram(String agent) {
    isPerson(hit(Hit.Kind.CLICK, 1L, 60, "GET", agent));
  }
}
