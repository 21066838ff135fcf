package dev.sopflow.touch.email;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail really goes out when a server is configured; else the sandbox takes it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.mail.host")
class EmailConfiguration {

  @Bean
  EmailCourier emailCourier(JavaMailSenderImpl sender, EmailSettings settings, Clock clock) {
    if (settings.from() == null || !settings.from().contains("@")) {
      throw new IllegalStateException(
          "spring.mail.host is set, so sopflow.touch.email.from must be our sender's address");
    }
    return EmailCourier.by(sender, settings, clock);
  }
}
