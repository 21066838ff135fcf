package dev.sopflow.touch.sms;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Twilio account that our SMS go out by.
 *
 * @param authToken secret; never logged
 * @param from a number of ours in E.164, or a messaging service's SID (MG..)
 * @param baseUrl another end that speaks the Messages API
 * @param timeout of connecting and of waiting for the answer, each
 */
@ConfigurationProperties("sopflow.twilio")
record SmsSettings(
    String accountSid,
    String authToken,
    String from,
    @DefaultValue("https://api.twilio.com") String baseUrl,
    @DefaultValue("15s") Duration timeout) {

  SmsSettings {
    if (authToken != null && authToken.isBlank()) {
      throw new IllegalStateException(
          "sopflow.twilio.auth-token is empty: set it to the account's Auth Token, or leave it out");
    }
  }

  @Override
  public String toString() {
    return "SmsSettings[" + from + ", " + baseUrl + "]";
  }
}
