package dev.sopflow.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsLengthTest {

  @ParameterizedTest
  @CsvSource({
    "a, 0, 0",
    "a, 1, 1",
    "a, 160, 1",
    "a, 161, 2",
    "a, 306, 2",
    "a, 307, 3",
    "€, 80, 1",
    "€, 81, 2",
    "é, 160, 1",
    "中, 70, 1",
    "中, 71, 2",
    "中, 134, 2",
    "中, 135, 3",
    "ё, 71, 2",
  })
  void segmentsAreCountedAsTheProviderDoes(String letter, int times, int segments) {
    assertThat(SmsLength.of(letter.repeat(times)).segments()).isEqualTo(segments);
  }

  @Test
  void oneForeignLetterMakesTheWholeTextUnicode() {
    assertThat(SmsLength.of("a".repeat(100) + "中")).isEqualTo(new SmsLength(true, 101, 2));
  }

  @Test
  void theExtensionTableTakesTwo() {
    assertThat(SmsLength.of("[€]")).isEqualTo(new SmsLength(false, 6, 1));
  }

  @Test
  void aPairIsNeverCutInTwo() {
    assertThat(SmsLength.of("a".repeat(152) + "€" + "a".repeat(152)).segments()).isEqualTo(3);
    assertThat(SmsLength.of("中".repeat(66) + "😀" + "中".repeat(66)).segments()).isEqualTo(3);
  }
}
