package dev.sopflow.touch.email;

import dev.sopflow.contact.Channel;
import dev.sopflow.touch.Courier;
import dev.sopflow.touch.MailTokens;
import dev.sopflow.touch.Message;
import dev.sopflow.touch.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Clock;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands mail to an SMTP server over connections that stay open. */
class EmailCourier implements Courier, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmailCourier.class);

  private final SmtpConnections connections;
  private final EmailSettings settings;
  private final MailTokens tokens;
  private final Clock clock;

  private EmailCourier(
      SmtpConnections connections, EmailSettings settings, MailTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.connections = connections;
    this.settings = settings;
    this.clock = clock;
  }

  /** Timeouts are always set: without them a silent server would hold a dispatcher for ever. */
  static EmailCourier by(
      JavaMailSenderImpl server, EmailSettings settings, MailTokens tokens, Clock clock) {
    var properties = server.getJavaMailProperties();
    var protocol = server.getProtocol() == null ? "smtp" : server.getProtocol();
    for (var each : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.putIfAbsent(
          "mail." + protocol + "." + each, Long.toString(settings.timeout().toMillis()));
    }
    return new EmailCourier(
        new SmtpConnections(server, settings.connections()), settings, tokens, clock);
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public Outcome send(Message message) {
    Mail mail;
    try {
      mail = Mail.of(message, settings, tokens, connections.session(), Date.from(clock.instant()));
    } catch (MessagingException e) {
      return Outcome.refused("not a mail address");
    } catch (RuntimeException e) {
      LOG.error("The mail of touch {} can't be made", message.touchId(), e);
      return Outcome.refused("the mail can't be made: " + e.getClass().getSimpleName());
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
    } catch (RuntimeException e) {
      LOG.error("Sending {} broke", messageId, e);
      connections.discard(transport);
      var why = e.getClass().getSimpleName();
      return mail.begun() ? Outcome.unclear(why) : Outcome.busy(why);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
