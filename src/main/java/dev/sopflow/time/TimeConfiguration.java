package dev.sopflow.time;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration
class TimeConfiguration {

  /** The demo's clock runs on with the machine's and can be moved ahead of it. */
  @Bean
  @Profile("demo")
  @ConditionalOnMissingBean(Clock.class)
  VirtualClock demoClock() {
    return new VirtualClock(Clock.systemUTC());
  }

  @Bean
  @ConditionalOnMissingBean(Clock.class)
  Clock clock() {
    return Clock.systemUTC();
  }
}
