package dev.sopflow.touch.sms;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** SMS really go out when a Twilio account is configured; else the sandbox takes them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty({
  "sopflow.twilio.account-sid",
  "sopflow.twilio.auth-token",
  "sopflow.twilio.from"
})
class SmsConfiguration {

  @Bean
  SmsCourier smsCourier(SmsSettings settings, TwilioAnswers answers, StatusLinks statusLinks) {
    return SmsCourier.by(settings, answers, statusLinks);
  }
}
