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

  @Override
  public String toString() {
    return "SmsSettings[" + from + ", " + baseUrl + "]";
  }
}
