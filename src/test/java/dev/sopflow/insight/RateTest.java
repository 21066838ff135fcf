package dev.sopflow.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

  /** Against published values of the interval. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.2775",
    "5, 40, 0.0546, 0.2611",
    "15, 148, 0.0624, 0.1605",
    "81, 263, 0.2553, 0.3662",
    "29, 29, 0.8830, 1",
  })
  void theIntervalIsWilsons(int part, int whole, double low, double high) {
    var rate = new Rate(part, whole);
    assertThat(rate.low()).isCloseTo(low, within(0.0001));
    assertThat(rate.high()).isCloseTo(high, within(0.0001));
  }

  @Test
  void ofNobodyEverythingIsPossible() {
    var rate = new Rate(0, 0);
    assertThat(rate.share()).isZero();
    assertThat(rate.low()).isZero();
    assertThat(rate.high()).isOne();
  }

  @Test
  void theTruthIsInsideNineteenTimesOfTwenty() {
    var random = new Random(20260302);
    for (var truth : new double[] {0.01, 0.05, 0.2, 0.5}) {
      var inside = 0;
      for (var trial = 0; trial < 4_000; trial++) {
        var part = (int) random.doubles(300).filter(one -> one < truth).count();
        var rate = new Rate(part, 300);
        inside += rate.low() <= truth && truth <= rate.high() ? 1 : 0;
      }
      assertThat(inside / 4_000.0).as("truth %s", truth).isBetween(0.92, 0.98);
    }
  }
}
