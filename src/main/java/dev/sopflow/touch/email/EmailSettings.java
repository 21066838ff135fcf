package dev.sopflow.touch.email;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who our mail comes from. The server itself is {@code spring.mail.*}.
 *
 * @param from the sender's address
 * @param fromName the sender's name, or null
 * @param replyTo where answers go, or null for {@code from}
 * @param plusAddressing whether mail to {@code name+anything@domain} reaches {@code replyTo}; then
 *     each mail gets an address of its own there, by which answers are known
 * @param bounceAddress where mail comes back to that can't be delivered, as {@code
 *     name+anything@domain}; null: to {@code from}
 * @param listId the List-Id without brackets, or null for one made of the sender's domain
 * @param timeout of connecting, of reading an answer and of writing, each
 * @param connections how many stay open for reuse
 */
@ConfigurationProperties("sopflow.touch.email")
record EmailSettings(
    String from,
    String fromName,
    String replyTo,
    @DefaultValue("false") boolean plusAddressing,
    String bounceAddress,
    String listId,
    @DefaultValue("20s") Duration timeout,
    @DefaultValue("8") int connections) {

  /** The sender's domain, for what needs one. */
  String domain() {
    return from.substring(from.indexOf('@') + 1);
  }
}
