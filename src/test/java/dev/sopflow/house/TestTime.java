package dev.sopflow.house;

import dev.sopflow.time.VirtualClock;
import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Each test begins on a Monday morning. */
@TestConfiguration
public class TestTime {

  public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  @Bean
  VirtualClock testClock() {
    return VirtualClock.standingAt(START);
  }
}
