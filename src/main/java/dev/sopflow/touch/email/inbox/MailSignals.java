package dev.sopflow.touch.email.inbox;

import dev.sopflow.contact.Channel;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.MailTokens;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.Signal.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes a signal of a mail that came in. Only a report that gives back the signed Message-ID of our
 * mail can condemn an address: anybody can write the other kind. Of a sender's address alone it is
 * believed that they answered, for a person to read, and that they complained, by which their mail
 * ends but the address is not condemned.
 */
@Component
class MailSignals {

  private static final String SOURCE = "imap";
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_DETAIL = 300;

  private final Feedback feedback;
  private final MailTokens tokens;

  MailSignals(Feedback feedback, MailTokens tokens) {
    this.tokens = tokens;
    this.feedback = feedback;
  }

  /**
   * Takes what the mail says; a mail that says nothing of a touch is left alone.
   *
   * @param bytes its beginning
   * @param at when it came, or null
   */
  void take(byte[] bytes, Instant at) throws MessagingException {
    var mail = new MimeMessage(null, new ByteArrayInputStream(bytes));
    var sorted = MailSorter.sort(mail);
    var named =
        sorted.messageIds().stream()
            .map(feedback::touchOfMessage)
            .flatMap(Optional::stream)
            .findFirst();
    var touch = named.or(() -> touchOfAddress(sorted, new MailHead(mail)));
    var isProven = named.isPresent() || touch.filter(id -> isAbout(id, sorted)).isPresent();
    kind(sorted.kind(), isProven)
        .ifPresent(
            kind ->
                feedback.take(
                    signal(kind, sorted, touch, isProven, at, mail, nameOf(mail, bytes))));
  }

  /** By the address that the mail came to. */
  private Optional<Long> touchOfAddress(SortedMail sorted, MailHead head) {
    var addresses = String.join(" ", head.recipients());
    var bounced = tokens.bounced(addresses);
    // answering programs write to where mail bounces to
    return isWritten(sorted.kind()) ? tokens.answered(addresses).or(() -> bounced) : bounced;
  }

  private static boolean isWritten(MailKind kind) {
    return kind == MailKind.REPLY || kind == MailKind.AUTO_REPLY;
  }

  /** A report that came back to a touch may be about a mailbox that the touch was handed on to. */
  private boolean isAbout(long touch, SortedMail report) {
    return feedback
        .addressOf(touch)
        .filter(to -> to.equalsIgnoreCase(report.failedAddress()))
        .isPresent();
  }

  private static Optional<Kind> kind(MailKind kind, boolean isProven) {
    return switch (kind) {
      case REPLY -> Optional.of(Kind.REPLIED);
      case AUTO_REPLY -> Optional.of(Kind.AUTO_REPLIED);
      case HARD_BOUNCE -> Optional.of(isProven ? Kind.BOUNCED : Kind.DELAYED);
      case SOFT_BOUNCE -> Optional.of(Kind.DELAYED);
      case REFUSED_MAIL -> Optional.of(Kind.FAILED);
      case DELIVERED -> Optional.of(Kind.DELIVERED);
      case PASSED_ON -> Optional.of(Kind.SENT);
      case COMPLAINT -> Optional.of(Kind.COMPLAINED);
      // a mail that is late still arrives; only what was given up counts against an address
      case DELAY_NOTICE, OTHER -> Optional.empty();
    };
  }

  private static Signal signal(
      Kind kind,
      SortedMail sorted,
      Optional<Long> touch,
      boolean isProven,
      Instant at,
      MimeMessage mail,
      String name) {
    var isWritten = kind == Kind.REPLIED || kind == Kind.AUTO_REPLIED;
    var address = isWritten ? sorted.from() : sorted.failedAddress();
    return new Signal(
        kind,
        Channel.EMAIL,
        touch.orElse(null),
        isProven && !isWritten ? null : address,
        at,
        SOURCE,
        name,
        detail(sorted),
        sorted.subject(),
        sorted.text(),
        new Signal.Route(isWritten ? MailThread.of(new MailHead(mail)) : null, null));
  }

  private static String detail(SortedMail mail) {
    if (mail.words() == null) {
      return mail.status();
    }
    var words =
        mail.words().replaceAll("\\S+@\\S+", "<address>").replaceAll("[\\s\\p{Cntrl}]+", " ");
    var all = mail.status() == null ? words : mail.status() + " " + words;
    return all.substring(0, Math.min(all.length(), LONGEST_DETAIL)).strip();
  }

  /** The same for the same mail, however often and by whatever way it comes. */
  private static String nameOf(MimeMessage mail, byte[] bytes) {
    var id = new MailHead(mail).value("Message-ID");
    return id.isEmpty() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0 ? hash(bytes) : id;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
