package dev.sopflow.touch.email;

import dev.sopflow.contact.Channel;
import dev.sopflow.touch.Courier;
import dev.sopflow.touch.Message;
import dev.sopflow.touch.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Clock;
import java.util.Date;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands mail to an SMTP server over connections that stay open. */
class EmailCourier implements Courier, AutoCloseable {

  private final SmtpConnections connections;
  private final EmailSettings settings;
  private final Clock clock;

  private EmailCourier(SmtpConnections connections, EmailSettings settings, Clock clock) {
    this.connections = connections;
    this.settings = settings;
    this.clock = clock;
  }

  /** Timeouts are always set: without them a silent server would hold a dispatcher for ever. */
  static EmailCourier by(JavaMailSenderImpl server, EmailSettings settings, Clock clock) {
    var properties = server.getJavaMailProperties();
    var protocol = server.getProtocol() == null ? "smtp" : server.getProtocol();
    for (var each : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.putIfAbsent(
          "mail." + protocol + "." + each, Long.toString(settings.timeout().toMillis()));
    }
    return new EmailCourier(new SmtpConnections(server, settings.connections()), settings, clock);
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public Outcome send(Message message) {
    Mail mail;
    try {
      mail = Mail.of(message, settings, connections.session(), Date.from(clock.instant()));
    } catch (MessagingException e) {
      return Outcome.refused("not a mail address");
    }
    return send(mail, message.messageId());
  }

  private Outcome send(Mail mail, String messageId) {
    Transport transport;
    try {
      transport = connections.take();
    } catch (MessagingException e) {
      return SmtpAnswers.whileConnecting(e);
    }
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
      connections.giveBack(transport);
      return Outcome.accepted(messageId);
    } catch (MessagingException e) {
      connections.discard(transport);
      return SmtpAnswers.whileSending(e, mail.begun());
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
