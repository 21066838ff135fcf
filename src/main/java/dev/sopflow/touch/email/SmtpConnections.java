package dev.sopflow.touch.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Keeps SMTP connections open for the next mail; a broken or long idle one is closed. */
class SmtpConnections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpConnections.class);

  /** After so long the server is asked whether it still listens. */
  private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

  private record Idle(Transport transport, long since) {}

  private final JavaMailSenderImpl server;
  private final Session session;
  private final int keep;
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();

  SmtpConnections(JavaMailSenderImpl server, int keep) {
    this.server = server;
    this.session = server.getSession();
    this.keep = keep;
  }

  Session session() {
    return session;
  }

  /** An open connection; whoever takes it gives it back or discards it. */
  Transport take() throws MessagingException {
    for (var next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      kept.decrementAndGet();
      if (System.nanoTime() - next.since() < FRESH || next.transport().isConnected()) {
        return next.transport();
      }
      discard(next.transport());
    }
    return connect();
  }

  private Transport connect() throws MessagingException {
    var transport =
        session.getTransport(server.getProtocol() == null ? "smtp" : server.getProtocol());
    transport.connect(
        server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
    return transport;
  }

  void giveBack(Transport transport) {
    if (kept.incrementAndGet() > keep) {
      kept.decrementAndGet();
      discard(transport);
      return;
    }
    idle.addFirst(new Idle(transport, System.nanoTime()));
  }

  /** Closing may fail; what was accepted before stays accepted. */
  void discard(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("An SMTP connection did not close properly", e);
    }
  }

  @Override
  public void close() {
    idle.forEach(each -> discard(each.transport()));
    idle.clear();
  }
}
