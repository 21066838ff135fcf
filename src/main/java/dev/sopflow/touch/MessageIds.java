package dev.sopflow.touch;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Message-ID of a touch's mail: the same at every try, so that a repeat would be recognised.
 */
@Component
class MessageIds {

  /** Servers on the way may change what follows the at sign. */
  private static final Pattern OURS =
      Pattern.compile("<?touch-(\\d{1,18})\\.([\\w-]{12})@[^\\s<>]{1,200}>?");

  private final Secret secret;
  private final String domain;

  MessageIds(
      Secret secret,
      @Value("${sopflow.touch.email.message-id-domain:sopflow.local}") String domain) {
    this.secret = secret;
    this.domain = domain;
  }

  String of(long touchId) {
    return "<touch-%d.%s@%s>".formatted(touchId, signature(touchId), domain);
  }

  /** The touch that a Message-ID of ours belongs to; empty for any other. */
  Optional<Long> touchOf(String messageId) {
    var found = OURS.matcher(messageId == null ? "" : messageId.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    var touch = Long.parseLong(found.group(1));
    return isOurs(touch, found.group(2)) ? Optional.of(touch) : Optional.empty();
  }

  private boolean isOurs(long touch, String signature) {
    return Secret.same(signature(touch), signature);
  }

  private String signature(long touch) {
    return secret.sign("message-id:" + touch).substring(0, 12);
  }
}
