package dev.sopflow.touch.email.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a mail that can say something, each read up to a limit. What is broken is read as
 * far as it goes; attachments and mails inside the mail are not opened.
 */
final class MailParts {

  private static final int DEPTH = 10;
  private static final int MOST_PARTS = 60;
  private static final int MOST_BYTES = 256 * 1024;
  private static final Charset WESTERN = Charset.forName("windows-1252");

  /**
   * @param type in lower case, without parameters
   */
  record Leaf(String type, String text) {

    boolean isHtml() {
      return type.equals("text/html");
    }
  }

  private final List<Leaf> leaves = new ArrayList<>();
  private int seen;

  private MailParts() {}

  static MailParts of(MimeMessage mail) {
    var parts = new MailParts();
    parts.walk(mail, 0);
    return parts;
  }

  /** The first part of one of these types. */
  Optional<Leaf> first(String... types) {
    var wanted = Set.of(types);
    return leaves.stream().filter(leaf -> wanted.contains(leaf.type())).findFirst();
  }

  /** The words for people: plain text where there is some, else HTML. */
  Optional<Leaf> words() {
    return first("text/plain").filter(leaf -> !leaf.text().isBlank()).or(() -> first("text/html"));
  }

  /** The headers of the mail that a report gives back; empty when it gives none. */
  InternetHeaders returned() {
    return first(
            "text/rfc822-headers", "message/rfc822", "message/global", "message/global-headers")
        .map(leaf -> headers(leaf.text()))
        .orElseGet(() -> headers(""));
  }

  static InternetHeaders headers(String text) {
    try {
      var bytes = text.stripLeading().getBytes(StandardCharsets.UTF_8);
      return new InternetHeaders(new ByteArrayInputStream(bytes), true);
    } catch (MessagingException | RuntimeException e) {
      return new InternetHeaders();
    }
  }

  private void walk(MimePart part, int depth) {
    if (depth > DEPTH || ++seen > MOST_PARTS) {
      return;
    }
    var type = type(part);
    if (!type.startsWith("multipart/")) {
      keep(part, type);
      return;
    }
    try {
      var inner = new MimeMultipart(part.getDataHandler().getDataSource());
      for (int i = 0, n = Math.min(inner.getCount(), MOST_PARTS); i < n; i++) {
        if (inner.getBodyPart(i) instanceof MimePart next) {
          walk(next, depth + 1);
        }
      }
    } catch (MessagingException | RuntimeException e) {
      leaves.add(new Leaf("text/plain", text(part)));
    }
  }

  private void keep(MimePart part, String type) {
    var isReport = type.startsWith("message/") || type.equals("text/rfc822-headers");
    var isWords = type.equals("text/plain") || type.equals("text/html");
    if (isReport || isWords && !isAttached(part)) {
      leaves.add(new Leaf(type, text(part)));
    }
  }

  private static boolean isAttached(MimePart part) {
    try {
      return "attachment".equalsIgnoreCase(part.getDisposition());
    } catch (MessagingException | RuntimeException e) {
      return false;
    }
  }

  static String type(MimePart part) {
    try {
      var type = part.getContentType();
      return type == null
          ? "text/plain"
          : type.split(";", 2)[0].replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    } catch (MessagingException | RuntimeException e) {
      return "text/plain";
    }
  }

  private static String text(MimePart part) {
    var bytes = bytes(part);
    return new String(bytes, charset(part, bytes)).replace("\r\n", "\n").replace('\0', ' ');
  }

  private static byte[] bytes(MimePart part) {
    var bytes = new ByteArrayOutputStream();
    try (var in = decoded(part)) {
      var chunk = new byte[8192];
      for (var n = in.read(chunk); n >= 0 && bytes.size() < MOST_BYTES; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
      }
    } catch (IOException | MessagingException | RuntimeException e) {
      // what was read so far has to do
    }
    return bytes.toByteArray();
  }

  private static InputStream decoded(MimePart part) throws MessagingException, IOException {
    try {
      return part.getInputStream();
    } catch (IOException | MessagingException e) {
      return part instanceof MimeBodyPart body
          ? body.getRawInputStream()
          : ((MimeMessage) part).getRawInputStream();
    }
  }

  private static Charset charset(MimePart part, byte[] bytes) {
    try {
      var named = new ContentType(part.getContentType()).getParameter("charset");
      var isChinese = named != null && named.toLowerCase(Locale.ROOT).startsWith("gb");
      return Charset.forName(isChinese ? "GB18030" : MimeUtility.javaCharset(named));
    } catch (MessagingException | RuntimeException e) {
      return isUtf8(bytes) ? StandardCharsets.UTF_8 : WESTERN;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return bytes.length >= MOST_BYTES;
    }
  }
}
