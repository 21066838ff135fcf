package dev.sopflow.touch.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sopflow.contact.Channel;
import dev.sopflow.touch.MailTokens;
import dev.sopflow.touch.Message;
import dev.sopflow.touch.Outcome;
import dev.sopflow.touch.Outcome.Kind;
import dev.sopflow.touch.SentMails;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Against a real SMTP server, and one that answers badly on purpose. */
class EmailCourierTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC);

  private static final MailTokens TOKENS = SentMails.tokens();

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private EmailCourier courier() {
    return courier(server.getSmtp().getPort());
  }

  private static EmailCourier courier(int port) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("localhost");
    sender.setPort(port);
    return EmailCourier.by(
        sender,
        new EmailSettings(
            "news@sopflow.example",
            "Söpflow 團隊",
            "reply@sopflow.example",
            false,
            null,
            null,
            Duration.ofMillis(700),
            2),
        TOKENS,
        CLOCK);
  }

  private static Message message(String address, String name, String subject) {
    return new Message(
        7,
        Channel.EMAIL,
        address,
        name,
        "<touch-7.abc@sopflow.example>",
        subject,
        "<p>Grüße, 山田さん</p>",
        "Grüße, 山田さん",
        "https://sopflow.example/u/token");
  }

  @Test
  void aMailHasBothPartsItsNamesAndAWayToStop() throws Exception {
    var outcome = courier().send(message("mei@reader.example", "山田 \"太郎\"", "新しいご案内 – für Sie"));
    assertThat(outcome).isEqualTo(Outcome.accepted("<touch-7.abc@sopflow.example>"));

    var mail = received();
    assertThat(mail.getSubject()).isEqualTo("新しいご案内 – für Sie");
    assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Söpflow 團隊");
    var to = (InternetAddress) mail.getAllRecipients()[0];
    assertThat(to.getPersonal()).isEqualTo("山田 \"太郎\"");
    assertThat(to.getAddress()).isEqualTo("mei@reader.example");
    assertThat(mail.getReplyTo()[0].toString()).isEqualTo("reply@sopflow.example");
    assertThat(mail.getMessageID()).isEqualTo("<touch-7.abc@sopflow.example>");
    assertThat(mail.getHeader("List-Unsubscribe", null))
        .isEqualTo("<https://sopflow.example/u/token>");
    assertThat(mail.getHeader("List-Unsubscribe-Post", null))
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.getHeader("List-Id", null)).isEqualTo("<news.sopflow.example>");
    var parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
    assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("Grüße, 山田さん");
    assertThat(parts.getBodyPart(1).isMimeType("text/html")).isTrue();
    assertThat(parts.getBodyPart(1).getContent().toString().strip())
        .isEqualTo("<p>Grüße, 山田さん</p>");
  }

  @Test
  void aNameOrSubjectCannotAddAHeader() throws Exception {
    var evil = "Eve\r\nBcc: victim@reader.example\r\n\r\nbody";
    courier().send(message("eve@reader.example", evil, "Hi\r\nBcc: victim@reader.example"));
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(received().getHeader("Bcc")).isNull();
    assertThat(received().getAllRecipients()).hasSize(1);
  }

  @Test
  void anAnswerJoinsTheThreadAndIsNoMassMail() throws Exception {
    var thread = "<0@us> " + "<in-between@reader.example> ".repeat(60) + "<9@reader.example>";
    courier().send(answer("<9@reader.example>", thread));
    var mail = received();
    assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo("<9@reader.example>");
    assertThat(mail.getHeader("References", null).replaceAll("\\s+", " ")).isEqualTo(thread);
    assertThat(mail.getHeader("References", null).lines().mapToInt(String::length).max().orElse(0))
        .isLessThan(100);
    assertThat(mail.getHeader("List-Unsubscribe")).isNull();
    assertThat(mail.getHeader("List-Id")).isNull();
    assertThat(mail.isMimeType("text/plain")).isTrue();
    assertThat(mail.getContent().toString().strip()).isEqualTo("Grüße");
  }

  @Test
  void aThreadCannotAddAHeader() throws Exception {
    courier().send(answer("<9@x>\r\nBcc: v@reader.example", "<1@x>\r\n\r\nX-Evil: yes\r\n <2@x>"));
    assertThat(received().getHeader("Bcc")).isNull();
    assertThat(received().getHeader("X-Evil")).isNull();
    assertThat(received().getContent().toString().strip()).isEqualTo("Grüße");
  }

  private static Message answer(String answered, String thread) {
    return new Message(
        7,
        Channel.EMAIL,
        "mei@reader.example",
        "Mei",
        "<touch-7.abc@sopflow.example>",
        "Re: Hello",
        null,
        "Grüße",
        null,
        new Message.Answered(answered, thread, null));
  }

  @Test
  void manyMailsUseOneConnection() {
    var courier = courier();
    for (var i = 0; i < 5; i++) {
      assertThat(courier.send(message("a@reader.example", "A", "S")).kind())
          .isEqualTo(Kind.ACCEPTED);
    }
    assertThat(server.getReceivedMessages()).hasSize(5);
    courier.close();
  }

  @Test
  void whatIsNoAddressIsRefusedWithoutTheServer() {
    assertThat(courier().send(message("a b@", "A", "S")).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void whereNobodyListensNothingWasSent() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(courier(free).send(message("a@reader.example", "A", "S")).kind())
        .isEqualTo(Kind.NOT_NOW);
  }

  /** The server answers one command in the given way; "hang" and "close" give no answer. */
  @ParameterizedTest
  @CsvSource({
    "MAIL, 451 4.3.0 later, NOT_NOW",
    "MAIL, 550 5.7.1 no, CHANNEL_DOWN",
    "MAIL, 553 5.7.1 not your address, CHANNEL_DOWN",
    "MAIL, 552 5.3.4 too large, REFUSED",
    "MAIL, 421 4.7.0 closing, NOT_NOW",
    "MAIL, 530 5.7.0 log in, CHANNEL_DOWN",
    "RCPT, 450 4.2.1 busy, BUSY",
    "RCPT, 550 5.1.1 unknown, REFUSED",
    "RCPT, hang, BUSY",
    "DATA, 454 4.7.0 throttled, NOT_NOW",
    "RCPT, 421 4.7.0 closing, NOT_NOW",
    "., 250 2.0.0 taken, ACCEPTED",
    "., 451 4.3.0 later, BUSY",
    "., 554 5.6.0 spam, REFUSED",
    "., hang, UNCLEAR",
    "., close, UNCLEAR",
    "QUIT, close, ACCEPTED"
  })
  void eachAnswerHasItsMeaning(String command, String answer, Kind kind) throws IOException {
    try (var bad = new BadSmtp(Map.of(command, answer));
        var courier = courier(bad.port())) {
      assertThat(courier.send(message("a@reader.example", "A", "S")).kind()).isEqualTo(kind);
    }
  }

  private MimeMessage received() {
    return server.getReceivedMessages()[0];
  }

  /** Speaks just enough SMTP to go wrong at a chosen command. */
  private static final class BadSmtp implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0);

    BadSmtp(Map<String, String> answers) throws IOException {
      var thread = new Thread(() -> serve(answers));
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve(Map<String, String> answers) {
      try (var client = socket.accept();
          var in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
          var out = client.getOutputStream()) {
        out.write("220 bad\r\n".getBytes(StandardCharsets.US_ASCII));
        var data = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
          if (data && !line.equals(".")) {
            continue;
          }
          var command = line.split("[ :]")[0];
          var answer = answers.getOrDefault(command, usual(command));
          if (answer.equals("close")) {
            return;
          }
          if (!answer.equals("hang")) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
          }
          data = command.equals("DATA") && answer.startsWith("354");
        }
      } catch (IOException e) {
        // the client went away
      }
    }

    private static String usual(String command) {
      return switch (command) {
        case "DATA" -> "354 go on";
        case "QUIT" -> "221 bye";
        default -> "250 ok";
      };
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
