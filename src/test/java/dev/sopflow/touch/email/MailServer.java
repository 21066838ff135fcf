package dev.sopflow.touch.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sopflow.touch.Courier;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real SMTP server, and the courier that delivers to it. */
public final class MailServer implements AutoCloseable {

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

  public MailServer() {
    server.start();
  }

  public Courier courier(Clock clock) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("localhost");
    sender.setPort(server.getSmtp().getPort());
    var settings =
        new EmailSettings("news@sopflow.example", "News", null, null, Duration.ofSeconds(10), 2);
    return EmailCourier.by(sender, settings, clock);
  }

  public List<MimeMessage> received() {
    return List.of(server.getReceivedMessages());
  }

  @Override
  public void close() {
    server.stop();
  }
}
