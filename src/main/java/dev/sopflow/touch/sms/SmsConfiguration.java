package dev.sopflow.touch.sms;

import dev.sopflow.touch.Doubts;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.TouchTokens;
import dev.sopflow.touch.TrackedLinks;
import java.time.Clock;
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

  @Bean
  Reconciler reconciler(
      SmsSettings settings,
      Doubts doubts,
      StatusReports reports,
      Feedback feedback,
      TouchTokens tokens,
      TrackedLinks links,
      Clock clock) {
    var messages = new SentMessages(SmsCourier.client(settings), settings.from());
    return new Reconciler(messages, doubts, reports, feedback, tokens, links, clock);
  }
}
