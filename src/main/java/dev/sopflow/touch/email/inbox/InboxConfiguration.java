package dev.sopflow.touch.email.inbox;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mail is read when a mailbox is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("sopflow.email.inbox.host")
class InboxConfiguration {

  @Bean(destroyMethod = "")
  InboxReader inboxReader(
      InboxSettings settings, InboxRows rows, MailSignals signals, Clock clock) {
    if (settings.user() == null || settings.password() == null) {
      throw new IllegalStateException(
          "sopflow.email.inbox.host is set, so sopflow.email.inbox.user and .password must be, too");
    }
    return new InboxReader(settings, rows, signals, clock);
  }

  @Bean
  InboxSchedule inboxSchedule(InboxReader reader, InboxSettings settings) {
    return new InboxSchedule(reader, settings);
  }
}
