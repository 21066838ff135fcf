package dev.sopflow.touch;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Message-ID of a touch's mail: the same at every try, so that a repeat would be recognised.
 */
@Component
class MessageIds {

  private final Secret secret;
  private final String domain;

  MessageIds(
      Secret secret,
      @Value("${sopflow.touch.email.message-id-domain:sopflow.local}") String domain) {
    this.secret = secret;
    this.domain = domain;
  }

  String of(long touchId) {
    return "<touch-%d.%s@%s>"
        .formatted(touchId, secret.sign("message-id:" + touchId).substring(0, 12), domain);
  }
}
