package dev.sopflow.touch.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sopflow.touch.Courier;
import dev.sopflow.touch.MailTokens;
import dev.sopflow.touch.SentMails;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real SMTP and IMAP server, and the courier that delivers to it. */
public final class MailServer implements AutoCloseable {

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP)
          });

  public MailServer() {
    server.start();
  }

  public Courier courier(Clock clock) {
    return courier(settings(null, null), SentMails.tokens(), clock);
  }

  /** Whose mail gets addresses of its own, for answers and for what comes back. */
  public Courier courier(String replyTo, String bounceAddress, MailTokens tokens, Clock clock) {
    return courier(settings(replyTo, bounceAddress), tokens, clock);
  }

  /** As {@link #courier}, by any server on this machine. */
  public static Courier courier(
      int port, String replyTo, String bounceAddress, MailTokens tokens, Clock clock) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("localhost");
    sender.setPort(port);
    return EmailCourier.by(sender, settings(replyTo, bounceAddress), tokens, clock);
  }

  private Courier courier(EmailSettings settings, MailTokens tokens, Clock clock) {
    return EmailCourier.by(sender(), settings, tokens, clock);
  }

  private static EmailSettings settings(String replyTo, String bounceAddress) {
    return new EmailSettings(
        "news@sopflow.example",
        "News",
        replyTo,
        replyTo != null,
        bounceAddress,
        null,
        Duration.ofSeconds(10),
        2);
  }

  /** Sends by SMTP as others do. */
  public JavaMailSenderImpl sender() {
    var sender = new JavaMailSenderImpl();
    sender.setHost("localhost");
    sender.setPort(server.getSmtp().getPort());
    return sender;
  }

  /** A mailbox whose user is its address. */
  public void mailbox(String address, String password) {
    server.setUser(address, address, password);
  }

  public int imapPort() {
    return server.getImap().getPort();
  }

  public List<MimeMessage> received() {
    return List.of(server.getReceivedMessages());
  }

  @Override
  public void close() {
    server.stop();
  }
}
