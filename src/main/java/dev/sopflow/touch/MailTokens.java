package dev.sopflow.touch;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Addresses of ours that name a touch, {@code name+token@domain}: where its mail bounces to (VERP),
 * and where answers to it go. Servers on the way may change their case. Nobody else can make one.
 */
@Component
public class MailTokens {

  /** How long the part before the plus may be, so that all of it fits before the at sign. */
  public static final int LONGEST_NAME = 25;

  private static final int SIGNATURE_LENGTH = 22;
  private static final Pattern TOKEN = Pattern.compile("\\+([0-9a-z]{1,12})\\.([\\w-]{22})@");

  private enum Use {
    BOUNCE,
    REPLY
  }

  private final Secret secret;

  MailTokens(Secret secret) {
    this.secret = secret;
  }

  /** Where a touch's mail bounces to. */
  public String bounceAddress(String address, long touchId) {
    return address(address, Use.BOUNCE, touchId);
  }

  /** Where answers to a touch's mail go. */
  public String replyAddress(String address, long touchId) {
    return address(address, Use.REPLY, touchId);
  }

  /** The touch whose bounce address stands in a header; empty if none does, or it was forged. */
  public Optional<Long> bounced(String header) {
    return touchIn(header, Use.BOUNCE);
  }

  /** The touch whose reply address stands in a header; empty if none does, or it was forged. */
  public Optional<Long> answered(String header) {
    return touchIn(header, Use.REPLY);
  }

  private String address(String address, Use use, long touchId) {
    var at = address.lastIndexOf('@');
    var touch = Long.toString(touchId, 36);
    return "%s+%s.%s%s"
        .formatted(address.substring(0, at), touch, signature(use, touch), address.substring(at));
  }

  private Optional<Long> touchIn(String header, Use use) {
    return TOKEN
        .matcher(header.toLowerCase(Locale.ROOT))
        .results()
        .filter(found -> Secret.same(signature(use, found.group(1)), found.group(2)))
        .map(found -> Long.parseLong(found.group(1), 36))
        .findFirst();
  }

  private String signature(Use use, String touch) {
    return secret.sign(use + ":" + touch).substring(0, SIGNATURE_LENGTH).toLowerCase(Locale.ROOT);
  }
}
