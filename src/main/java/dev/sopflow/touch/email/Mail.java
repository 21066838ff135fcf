package dev.sopflow.touch.email;

import dev.sopflow.touch.MailTokens;
import dev.sopflow.touch.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.springframework.mail.javamail.MimeMessageHelper;

/** One mail as it goes over the wire: text and HTML, our Message-ID, a way to stop. */
final class Mail extends SMTPMessage {

  private static final String UTF_8 = "UTF-8";

  private final String messageId;
  private boolean begun;

  private Mail(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  /**
   * @throws MessagingException if the reader's address is none
   */
  static Mail of(
      Message message, EmailSettings sender, MailTokens tokens, Session session, Date sentAt)
      throws MessagingException {
    var mail = new Mail(session, message.messageId());
    mail.address(message, sender);
    mail.comeBack(message.touchId(), sender, tokens);
    mail.setSentDate(sentAt);
    if (message.unsubscribeUrl() != null) {
      mail.list(message.unsubscribeUrl(), sender);
    }
    if (message.answered() != null) {
      mail.thread(message.answered());
    }
    mail.setBody(message);
    mail.saveChanges();
    return mail;
  }

  private void address(Message message, EmailSettings sender) throws MessagingException {
    var helper = new MimeMessageHelper(this, UTF_8);
    helper.setFrom(named(sender.from(), sender.fromName()));
    helper.setTo(named(message.address(), message.name()));
    helper.setSubject(message.subject() == null ? "" : oneLine(message.subject()));
  }

  /** Where answers go, and what can't be delivered. */
  private void comeBack(long touch, EmailSettings sender, MailTokens tokens)
      throws MessagingException {
    if (sender.replyTo() != null) {
      var to = sender.replyTo();
      setReplyTo(
          InternetAddress.parse(sender.plusAddressing() ? tokens.replyAddress(to, touch) : to));
    }
    if (sender.bounceAddress() != null) {
      setEnvelopeFrom(tokens.bounceAddress(sender.bounceAddress(), touch));
    }
  }

  private void list(String unsubscribeUrl, EmailSettings sender) throws MessagingException {
    setHeader("List-Id", "<" + listId(sender) + ">");
    setHeader("List-Unsubscribe", "<" + unsubscribeUrl + ">");
    setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }

  private void thread(Message.Answered letter) throws MessagingException {
    if (letter.messageId() != null) {
      setHeader("In-Reply-To", oneLine(letter.messageId()));
    }
    if (letter.references() != null) {
      setHeader(
          "References", MimeUtility.fold("References: ".length(), oneLine(letter.references())));
    }
  }

  private static InternetAddress named(String address, String name) throws MessagingException {
    var checked = new InternetAddress(address, true);
    try {
      checked.setPersonal(name == null || name.isBlank() ? null : oneLine(name), UTF_8);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java has UTF-8", e);
    }
    return checked;
  }

  /** Names and subjects are data: no line break or control sign of theirs reaches a header. */
  private static String oneLine(String words) {
    return words.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  private static String listId(EmailSettings sender) {
    return sender.listId() == null ? "news." + sender.domain() : sender.listId();
  }

  private void setBody(Message message) throws MessagingException {
    if (message.html() == null) {
      setText(message.text(), UTF_8);
    } else {
      setContent(
          new MimeMultipart(
              "alternative", body(message.text(), "plain"), body(message.html(), "html")));
    }
  }

  private static MimeBodyPart body(String words, String kind) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(words, UTF_8, kind);
    return part;
  }

  /** Whether the server was given any of its text: before that it can't have taken it. */
  boolean begun() {
    return begun;
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    begun = true;
    super.writeTo(out, ignored);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
