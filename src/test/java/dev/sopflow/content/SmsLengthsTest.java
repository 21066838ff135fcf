package dev.sopflow.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsLengthsTest {

  private static final String OURS = "https://s.example";

  private final SmsLengths lengths = new SmsLengths(true, OURS + "/");

  @Test
  void aLinkCountsAsLongAsTheOneThatGoesOut() {
    var text = "Read https://a.example/" + "long/".repeat(40) + " today.";
    assertThat(lengths.of(text).units()).isEqualTo("Read  today.".length() + OURS.length() + 29);
    assertThat(lengths.of("https://a.example").units()).isEqualTo(OURS.length() + 29);
  }

  @Test
  void whatStaysCountsAsItIs() {
    var own = "Register: " + OURS + "/register/abc";
    assertThat(lengths.of(own)).isEqualTo(SmsLength.of(own));
    assertThat(lengths.of(null)).isEqualTo(SmsLength.of(""));
    var untouched = new SmsLengths(false, OURS);
    assertThat(untouched.of("https://a.example").units()).isEqualTo(17);
  }
}
