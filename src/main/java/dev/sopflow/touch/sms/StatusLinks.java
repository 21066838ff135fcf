package dev.sopflow.touch.sms;

import dev.sopflow.touch.PublicUrl;
import dev.sopflow.touch.TouchTokens;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where Twilio tells how a message of ours fares. */
@Component
class StatusLinks {

  private final TouchTokens tokens;
  private final PublicUrl publicUrl;

  StatusLinks(TouchTokens tokens, @Value("${sopflow.public-url}") String publicUrl) {
    this.tokens = tokens;
    this.publicUrl = new PublicUrl(publicUrl);
  }

  /** Empty where Twilio could not reach it: it would refuse the message. */
  Optional<URI> of(long touchId) {
    return publicUrl.leadsSomewhere()
        ? Optional.of(URI.create(publicUrl.value() + path(touchId)))
        : Optional.empty();
  }

  private String path(long touchId) {
    return TwilioWebhooks.STATUS + "?" + TwilioWebhooks.TOUCH + "=" + tokens.of(touchId);
  }
}
