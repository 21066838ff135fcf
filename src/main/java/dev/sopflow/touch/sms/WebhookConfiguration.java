package dev.sopflow.touch.sms;

import dev.sopflow.touch.PublicUrl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who holds the account's token knows Twilio's calls. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("sopflow.twilio.auth-token")
class WebhookConfiguration {

  @Bean
  SignedCalls signedCalls(
      SmsSettings settings,
      @Value("${sopflow.public-url}") String publicUrl,
      RefusedCalls refused) {
    return new SignedCalls(settings.authToken(), new PublicUrl(publicUrl), refused);
  }
}
