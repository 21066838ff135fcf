package dev.sopflow.touch;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Stand for a touch where a provider tells us of it, so that a touch is found even when the
 * provider's answer to our call got lost; nobody else can make one.
 */
@Component
public class TouchTokens {

  private static final int SIGNATURE_LENGTH = 22;
  private static final Pattern TOKEN = Pattern.compile("([0-9a-z]{1,12})\\.([\\w-]{22})");

  private final Secret secret;

  TouchTokens(Secret secret) {
    this.secret = secret;
  }

  /** Fits into a link as it is. */
  public String of(long touchId) {
    var name = Long.toString(touchId, 36);
    return name + "." + signature(name);
  }

  /**
   * The touch's id; empty if the token was forged or cut off.
   *
   * @param token or null
   */
  public Optional<Long> read(String token) {
    var found = TOKEN.matcher(token == null ? "" : token);
    return found.matches() && isOurs(found.group(1), found.group(2))
        ? Optional.of(Long.parseLong(found.group(1), 36))
        : Optional.empty();
  }

  private boolean isOurs(String name, String signature) {
    return Secret.same(signature(name), signature);
  }

  private String signature(String name) {
    return secret.sign("touch:" + name).substring(0, SIGNATURE_LENGTH);
  }
}
