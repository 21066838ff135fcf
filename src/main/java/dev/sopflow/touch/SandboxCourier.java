package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts messages into the outbox that one reads in the browser; nothing leaves the machine. */
class SandboxCourier implements Courier {

  private final Channel channel;
  private final JdbcClient db;
  private final Clock clock;

  SandboxCourier(Channel channel, JdbcClient db, Clock clock) {
    this.channel = channel;
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public Outcome send(Message message) {
    db.sql(
            """
            insert into outbox_message (touch_id, channel, address, subject, html, body, headers, at)
            values (:touch, :channel, :address, :subject, :html, :body, :headers, :at)
            """)
        .param("touch", message.touchId())
        .param("channel", channel.name())
        .param("address", message.address())
        .param("subject", message.subject())
        .param("html", message.html())
        .param("body", message.text())
        .param("headers", headers(message))
        .param("at", db(clock.instant()))
        .update();
    return Outcome.accepted("sandbox-" + message.touchId());
  }

  private static String headers(Message message) {
    if (message.messageId() == null) {
      return null;
    }
    var letter = message.answered();
    return letter == null
        ? "Message-ID: %s\nList-Unsubscribe: <%s>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"
            .formatted(message.messageId(), message.unsubscribeUrl())
        : "Message-ID: %s\nIn-Reply-To: %s\nReferences: %s"
            .formatted(message.messageId(), letter.messageId(), letter.references());
  }
}
