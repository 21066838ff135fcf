package dev.sopflow.touch;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Short signed links that stand in messages for others, and for the picture that tells of an
 * opening; nobody can make one. Small letters, digits and dashes inside: no program on the way
 * takes the end of one for the end of a sentence.
 */
@Component
public class TrackedLinks {

  /**
   * A link of a message.
   *
   * @param links how many different ones the message has; 0: one or two
   */
  public record Click(long touchId, long linkId, int links) {}

  private static final Pattern CLICK =
      Pattern.compile("([0-9a-z]{1,12})-([0-9a-z]{1,12})(?:-([0-9a-z]{1,3}))?-([0-9a-z]{14})");
  private static final Pattern OPEN = Pattern.compile("([0-9a-z]{1,12})-([0-9a-z]{14})");

  /** Six bits a character of the signature as it is made: nine bytes, 72 bits. */
  private static final int SIGNATURE = 12;

  /** So few are no sign of a program, so that most messages need not say how many they are. */
  private static final int MANY = 3;

  private static final int MOST = 36 * 36 * 36 - 1;

  private final Secret secret;
  private final PublicUrl publicUrl;

  TrackedLinks(Secret secret, @Value("${sopflow.public-url}") String publicUrl) {
    this.secret = secret;
    this.publicUrl = new PublicUrl(publicUrl);
  }

  /**
   * Where a reader of this touch goes instead of to the link.
   *
   * @param links how many different ones the message has
   */
  public String click(long touchId, long linkId, int links) {
    var many = links < MANY ? "" : "-" + Integer.toString(Math.min(links, MOST), 36);
    var words = Long.toString(touchId, 36) + "-" + Long.toString(linkId, 36) + many;
    return publicUrl.value() + "/c/" + words + "-" + signature("click:" + words);
  }

  /** The picture that a mail program fetches when the mail of this touch is opened. */
  public String picture(long touchId) {
    var words = Long.toString(touchId, 36);
    return publicUrl.value() + "/o/" + words + "-" + signature("open:" + words) + ".gif";
  }

  /** What a token stands for; empty if it was forged or cut off. */
  public Optional<Click> clickOf(String token) {
    var found = CLICK.matcher(token);
    return found.matches() && isOurs("click:", token)
        ? Optional.of(
            new Click(
                Long.parseLong(found.group(1), 36),
                Long.parseLong(found.group(2), 36),
                found.group(3) == null ? 0 : Integer.parseInt(found.group(3), 36)))
        : Optional.empty();
  }

  /** The touch that a picture's token stands for; empty if it was forged or cut off. */
  public Optional<Long> openOf(String token) {
    var found = OPEN.matcher(token);
    return found.matches() && isOurs("open:", token)
        ? Optional.of(Long.parseLong(found.group(1), 36))
        : Optional.empty();
  }

  private boolean isOurs(String kind, String token) {
    var end = token.lastIndexOf('-');
    return Secret.same(signature(kind + token.substring(0, end)), token.substring(end + 1));
  }

  private String signature(String words) {
    var bytes = Base64.getUrlDecoder().decode(secret.sign(words).substring(0, SIGNATURE));
    return "%14s".formatted(new BigInteger(1, bytes).toString(36)).replace(' ', '0');
  }
}
