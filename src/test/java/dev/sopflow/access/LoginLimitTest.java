package dev.sopflow.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

  final LoginLimit limit =
      new LoginLimit(
          new AccessSettings(List.of(), 3, 10, Duration.ofMinutes(5)), Clock.systemUTC());

  @Test
  void whoGuessesOneUsersPasswordMustWaitAndNobodyElse() {
    for (var i = 0; i < 3; i++) {
      limit.failed("ops", "192.0.2.1");
    }
    assertThat(limit.mustWait("ops", "192.0.2.1")).isTrue();
    assertThat(limit.mustWait("rep1", "192.0.2.1")).isFalse();
    assertThat(limit.mustWait("ops", "192.0.2.2")).isFalse();
  }

  @Test
  void anAddressThatTriesOneUserAfterTheOtherMustWaitForAll() {
    for (var i = 0; i < 10; i++) {
      limit.failed("user" + i, "192.0.2.1");
    }
    assertThat(limit.mustWait("rep1", "192.0.2.1")).isTrue();
    assertThat(limit.mustWait("rep1", "192.0.2.2")).isFalse();
  }
}
