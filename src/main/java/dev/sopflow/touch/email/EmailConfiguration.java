package dev.sopflow.touch.email;

import dev.sopflow.touch.MailTokens;
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
  EmailCourier emailCourier(
      JavaMailSenderImpl sender, EmailSettings settings, MailTokens tokens, Clock clock) {
    if (settings.from() == null || !settings.from().contains("@")) {
      throw new IllegalStateException(
          "spring.mail.host is set, so sopflow.touch.email.from must be our sender's address");
    }
    if (settings.plusAddressing()) {
      check("reply-to", settings.replyTo());
    }
    if (settings.bounceAddress() != null) {
      check("bounce-address", settings.bounceAddress());
    }
    return EmailCourier.by(sender, settings, tokens, clock);
  }

  private static void check(String setting, String address) {
    var at = address == null ? -1 : address.indexOf('@');
    if (at < 1 || at > MailTokens.LONGEST_NAME) {
      throw new IllegalStateException(
          "sopflow.touch.email.%s must be an address with at most %d characters before the @, as each mail gets its own by a plus sign"
              .formatted(setting, MailTokens.LONGEST_NAME));
    }
  }
}
