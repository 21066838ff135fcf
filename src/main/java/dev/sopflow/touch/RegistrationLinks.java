package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Signed links by which people register for what a run is about. They say which run and by which
 * channel somebody came, so that nobody can register for a run that was not offered to them, or
 * credit another channel.
 */
@Component
public class RegistrationLinks {

  /**
   * What a link stands for.
   *
   * @param channel where it was published: a word such as moments, or the channel of a message
   * @param contactId whom it was sent to, or null for one that was published; not who follows it
   */
  public record Invitation(long runId, String channel, Long contactId) {

    /**
     * As if by a published link.
     *
     * @throws IllegalArgumentException in plain words, if the channel can't be named so
     */
    public static Invitation published(long runId, String channel) {
      check(channel);
      return new Invitation(runId, channel, null);
    }
  }

  /** Stands where a personal link has its contact. */
  private static final String PUBLISHED = "0";

  private static final Pattern CHANNEL = Pattern.compile("(?=.{1,30}$)[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern TOKEN =
      Pattern.compile("([0-9a-z]{1,12})\\.([a-z0-9-]{1,60})\\.([0-9a-z]{1,12})\\.([\\w-]{43})");

  private final Secret secret;
  private final String publicUrl;

  RegistrationLinks(
      Secret secret, @Value("${sopflow.public-url:http://localhost:8080}") String publicUrl) {
    this.secret = secret;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /**
   * The link to publish by a channel.
   *
   * @param channel small letters and digits joined by dashes, at most 30 of them
   * @throws IllegalArgumentException in plain words, if the channel can't be named so
   */
  public String of(long runId, String channel) {
    check(channel);
    return link(runId, channel, PUBLISHED);
  }

  private static void check(String channel) {
    if (channel == null || !CHANNEL.matcher(channel).matches()) {
      throw new IllegalArgumentException(
          "A channel is a word of small letters, digits and dashes, at most 30, such as moments");
    }
  }

  /** The link in a message to a contact. */
  public String of(long runId, Channel channel, long contactId) {
    return link(runId, channel.name().toLowerCase(Locale.ROOT), Long.toString(contactId, 36));
  }

  private String link(long runId, String channel, String contact) {
    var words = "%s.%s.%s".formatted(Long.toString(runId, 36), channel, contact);
    return publicUrl + "/register/" + words + "." + signature(words);
  }

  /** What a token stands for; empty if it was forged or cut off. */
  public Optional<Invitation> read(String token) {
    var found = TOKEN.matcher(token);
    if (!found.matches()) {
      return Optional.empty();
    }
    var words = token.substring(0, token.lastIndexOf('.'));
    return isOurs(words, found.group(4))
        ? Optional.of(
            new Invitation(
                Long.parseLong(found.group(1), 36),
                found.group(2),
                found.group(3).equals(PUBLISHED) ? null : Long.valueOf(found.group(3), 36)))
        : Optional.empty();
  }

  private boolean isOurs(String words, String signature) {
    return Secret.same(signature(words), signature);
  }

  private String signature(String words) {
    return secret.sign("register:" + words);
  }
}
