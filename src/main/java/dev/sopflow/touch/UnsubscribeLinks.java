package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Opaque signed links by which a reader stops a channel; nobody can make one for another. */
@Component
public class UnsubscribeLinks {

  /**
   * Who stops what.
   *
   * @param expired the link is too old to be followed
   */
  public record Request(long contactId, Channel channel, boolean expired) {}

  private static final int MAX_LENGTH = 200;

  private final Secret secret;
  private final Clock clock;
  private final Duration valid;
  private final String publicUrl;

  UnsubscribeLinks(
      Secret secret,
      Clock clock,
      @Value("${sopflow.touch.unsubscribe-valid:1095d}") Duration valid,
      @Value("${sopflow.public-url:http://localhost:8080}") String publicUrl) {
    this.secret = secret;
    this.clock = clock;
    this.valid = valid;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** The link for a contact and a channel. */
  public String of(long contactId, Channel channel) {
    return publicUrl + "/u/" + token(contactId, channel);
  }

  String token(long contactId, Channel channel) {
    var words =
        "%s.%d.%s"
            .formatted(Long.toString(contactId, 36), code(channel), Long.toString(today(), 36));
    return words + "." + secret.sign("unsubscribe:" + words);
  }

  /** What a token asks for; empty if it was forged or cut off. */
  public Optional<Request> read(String token) {
    if (token.length() > MAX_LENGTH
        || !token.matches("[0-9a-z]{1,13}\\.[0-9]\\.[0-9a-z]{1,6}\\.[\\w-]{43}")) {
      return Optional.empty();
    }
    var end = token.lastIndexOf('.');
    var words = token.substring(0, end);
    return isOurs(words, token.substring(end + 1)) ? parse(words) : Optional.empty();
  }

  private boolean isOurs(String words, String signature) {
    return Secret.same(secret.sign("unsubscribe:" + words), signature);
  }

  private Optional<Request> parse(String words) {
    var parts = words.split("\\.");
    var made = Long.parseLong(parts[2], 36);
    return channelOf(Integer.parseInt(parts[1]))
        .map(
            channel ->
                new Request(
                    Long.parseLong(parts[0], 36), channel, made + valid.toDays() < today()));
  }

  /** Stands in links that have gone out: never changes, whatever becomes of the enum. */
  private static int code(Channel channel) {
    return switch (channel) {
      case EMAIL -> 0;
      case SMS -> 1;
      case CALL -> 2;
      case CHAT -> 3;
    };
  }

  private static Optional<Channel> channelOf(int code) {
    return Stream.of(Channel.values()).filter(channel -> code(channel) == code).findFirst();
  }

  private long today() {
    return clock.instant().getEpochSecond() / 86_400;
  }
}
