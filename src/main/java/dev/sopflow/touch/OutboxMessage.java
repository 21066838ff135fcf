package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.TextLinks;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the sandbox kept instead of sending.
 *
 * @param zone the reader's
 * @param subject null for channels without one
 * @param html null for channels without it
 * @param headers the mail's own headers, one a line, or null
 */
public record OutboxMessage(
    long id,
    long touchId,
    long runId,
    long contactId,
    String contactName,
    Channel channel,
    String address,
    String subject,
    String html,
    String text,
    String headers,
    Instant at,
    ZoneId zone) {

  /** When, on the reader's clock. */
  public ZonedDateTime localTime() {
    return at.atZone(zone);
  }

  /** What stands for it in a list. */
  public String title() {
    return subject != null ? subject : text;
  }

  /** Where its reader can go, each place once. */
  public Set<String> links() {
    var found = new LinkedHashSet<String>();
    TextLinks.replaced(text == null ? "" : text, url -> found.add(url) ? url : url);
    return found;
  }

  public List<String> headerLines() {
    return headers == null ? List.of() : headers.lines().toList();
  }
}
