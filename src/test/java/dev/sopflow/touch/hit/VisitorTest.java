package dev.sopflow.touch.hit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
    "::ffff:203.0.113.77, 203.0.113.0/24",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0/48",
    "localhost, ''",
    "unknown, ''"
  })
  void nobodysWholeAddressIsKept(String address, String network) {
    assertThat(Visitor.networkOf(address)).isEqualTo(network);
  }

  @Test
  void whatAProgramCallsItselfIsCut() {
    assertThat(Visitor.of("GET", "a".repeat(5000), "127.0.0.1", false).agent()).hasSize(200);
    assertThat(Visitor.of("GET", null, "127.0.0.1", false).agent()).isEmpty();
  }
}
