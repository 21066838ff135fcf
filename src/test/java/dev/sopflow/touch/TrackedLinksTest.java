package dev.sopflow.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackedLinksTest {

  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ_./%=+ é点";

  private final TrackedLinks links =
      new TrackedLinks(new Secret(null, "a secret of this test"), "https://sops.example/");

  private String click(long touch, long link) {
    return links.click(touch, link, 2).replace("https://sops.example/c/", "");
  }

  private String open(long touch) {
    return links.picture(touch).replaceAll("https://sops.example/o/|\\.gif", "");
  }

  @Test
  void aTokenStandsForItsTouchAndItsLink() {
    assertThat(links.clickOf(click(123_456_789, 42)))
        .contains(new TrackedLinks.Click(123_456_789, 42, 0));
    assertThat(links.clickOf(click(Long.MAX_VALUE / 36, 1))).isPresent();
    assertThat(links.openOf(open(7))).contains(7L);
  }

  @Test
  void aLinkOfAMessageWithManyKnowsHowMany() {
    var token = links.click(7, 42, 12).replace("https://sops.example/c/", "");
    assertThat(links.clickOf(token)).contains(new TrackedLinks.Click(7, 42, 12));
    assertThat(links.clickOf(token.replace("-c-", "-d-"))).isEmpty();
  }

  @Test
  void aLinkIsShortEnoughForAnSms() {
    assertThat(click(9_999_999, 9_999)).hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void aTokenForOneThingIsNoneForAnother() {
    assertThat(links.openOf(click(7, 1))).isEmpty();
    assertThat(links.clickOf(open(7))).isEmpty();
    var other = new TrackedLinks(new Secret(null, "another secret"), "https://sops.example");
    assertThat(other.clickOf(click(7, 1))).isEmpty();
  }

  @Test
  void aCutOrOverlongTokenIsNone() {
    var token = click(123_456, 42);
    for (var end = 0; end < token.length(); end++) {
      assertThat(links.clickOf(token.substring(0, end))).as(token.substring(0, end)).isEmpty();
    }
    for (var bad :
        List.of(token + "0", "0" + token, token.repeat(1000), token + "\n", token + "/", "")) {
      assertThat(links.clickOf(bad)).isEmpty();
      assertThat(links.openOf(bad)).isEmpty();
    }
  }

  @Test
  void ofTenThousandRandomMutationsNoneIsAccepted() {
    var seed = 20260302L;
    var random = new Random(seed);
    for (var i = 0; i < 10_000; i++) {
      var click = click(random.nextInt(1_000_000), random.nextInt(1000));
      var open = open(random.nextInt(1_000_000));
      var forgedClick = mutated(click, random);
      var forgedOpen = mutated(open, random);
      if (!forgedClick.equals(click)) {
        assertThat(links.clickOf(forgedClick)).as("seed %d: %s", seed, forgedClick).isEmpty();
      }
      if (!forgedOpen.equals(open)) {
        assertThat(links.openOf(forgedOpen)).as("seed %d: %s", seed, forgedOpen).isEmpty();
      }
    }
  }

  private static String mutated(String token, Random random) {
    var text = new StringBuilder(token);
    for (var times = 1 + random.nextInt(3); times > 0; times--) {
      var at = random.nextInt(text.length());
      var letter = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, letter);
        case 1 -> text.insert(at, letter);
        case 2 -> text.deleteCharAt(at);
        default -> {
          var other = random.nextInt(text.length());
          var kept = text.charAt(at);
          text.setCharAt(at, text.charAt(other));
          text.setCharAt(other, kept);
        }
      }
      if (text.isEmpty()) {
        return "";
      }
    }
    return text.toString();
  }
}
