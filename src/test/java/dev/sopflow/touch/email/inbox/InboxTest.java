package dev.sopflow.touch.email.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.MailTokens;
import dev.sopflow.touch.SentMails;
import dev.sopflow.touch.SentMails.Sent;
import dev.sopflow.touch.email.MailServer;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/** What comes back to the mailbox, by real SMTP and IMAP. */
@SopflowTest
class InboxTest {

  private static final String INBOX = "answers@sopflow.example";

  @Autowired ApplicationContext context;
  @Autowired InboxRows rows;
  @Autowired Inboxes inboxes;
  @Autowired MailSignals signals;
  @Autowired Suppressions suppressions;
  @Autowired Consents consents;
  @Autowired MessageSource messages;
  @Autowired WebApplicationContext web;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  final InboxConfiguration configuration = new InboxConfiguration();
  MailServer server;
  Wire wire;
  SentMails mails;
  InboxReader reader;
  int written;

  @BeforeEach
  void aMailboxThatIsRead() throws Exception {
    clock.moveTo(Instant.parse("2026-03-02T19:00:00Z"));
    server = new MailServer();
    server.mailbox(INBOX, "secret");
    wire = new Wire(server.imapPort());
    mails = new SentMails(context);
    reader = reader();
  }

  @AfterEach
  void close() throws Exception {
    reader.close();
    wire.close();
    server.close();
    mails.remove();
  }

  private InboxReader reader() {
    return configuration.inboxReader(settings("secret"), rows, signals, clock);
  }

  private InboxSettings settings(String password) {
    return settings(password, "INBOX", false);
  }

  private InboxSettings settings(String password, String folder, boolean ssl) {
    return new InboxSettings(
        "localhost",
        wire.port(),
        INBOX,
        password,
        folder,
        ssl,
        Duration.ofMillis(200),
        Duration.ofSeconds(5));
  }

  private Sent begin() {
    assertThat(reader.look()).isTrue();
    return mails.to("Ann", server.courier(clock));
  }

  @Test
  void anAnswerReachesTheTouchThatItAnswers() {
    var sent = begin();
    come(answer(sent, "ann@home.example", "Yes, please call me."));
    assertThat(reader.look()).isTrue();
    assertThat(kept()).containsExactly("REPLIED " + sent.touchId() + " Yes, please call me.");
    assertThat(inboxes.all()).singleElement().matches(state -> !state.isInTrouble());
  }

  @Test
  void anAnswerThatNamesNoMailIsKnownByItsSender() {
    var sent = begin();
    come("From: " + sent.address() + "\nSubject: A question\n\nWhat does it cost?");
    reader.look();
    assertThat(db.sql("select contact_id from touch_signal").query(Long.class).list())
        .containsExactly(sent.contactId());
  }

  @Test
  void aBounceOfOurMailCondemnsItsAddress() {
    var sent = begin();
    come(bounce(sent.address(), sent.messageId()));
    reader.look();
    assertThat(kept()).containsExactly("BOUNCED " + sent.touchId() + " null");
    assertThat(suppressions.of(sent.contactId())).hasSize(1);
  }

  @Test
  void aBounceThatAnybodyCanWriteCondemnsNobody() {
    var sent = begin();
    come(bounce(sent.address(), "<touch-%d.AAAAAAAAAAAA@sopflow.local>".formatted(sent.touchId())));
    reader.look();
    assertThat(kept()).containsExactly("DELAYED null null");
    assertThat(suppressions.of(sent.contactId())).isEmpty();
  }

  @Test
  void aBounceThatNamesNoMailIsKnownByTheAddressItCameTo() {
    var sent = beginWithTokens();
    come(bareReport(sent.address()), returnPath().toUpperCase(Locale.ROOT));
    reader.look();
    assertThat(kept()).containsExactly("BOUNCED " + sent.touchId() + " null");
    assertThat(suppressions.of(sent.contactId())).hasSize(1);
  }

  @Test
  void aBounceOfAMailboxBehindTheOneWrittenToCondemnsNobody() {
    var sent = beginWithTokens();
    come(bareReport("elsewhere@behind.example"), returnPath());
    come(bareReport(sent.address()), returnPath().replace("+", "+0"));
    come(bareReport(sent.address()), replyTo());
    reader.look();
    assertThat(kept())
        .containsExactly(
            "DELAYED " + sent.touchId() + " null", "DELAYED null null", "DELAYED null null");
    assertThat(suppressions.of(sent.contactId())).isEmpty();
  }

  @Test
  void anAnswerThatNamesNoMailIsKnownByTheAddressItCameTo() {
    var sent = beginWithTokens();
    come("From: Ann <ann@home.example>\nSubject: Hello\n\nYes, call me.", replyTo());
    come(
        "From: eve@home.example\nSubject: Hello\n\nForged.",
        "answers+1.aaaaaaaaaaaaaaaaaaaaaa@x.y");
    reader.look();
    assertThat(kept())
        .containsExactly("REPLIED " + sent.touchId() + " Yes, call me.", "REPLIED null Forged.");
  }

  private Sent beginWithTokens() {
    assertThat(reader.look()).isTrue();
    server.mailbox("ann@reader.example", "secret");
    var tokens = context.getBean(MailTokens.class);
    return mails.to("Ann", server.courier(INBOX, "bounces@sopflow.example", tokens, clock));
  }

  private String returnPath() {
    return header("Return-Path").replaceAll("[<>]", "");
  }

  private String replyTo() {
    return header("Reply-To");
  }

  /** Of the mail that went out. */
  private String header(String name) {
    try {
      return server.received().get(0).getHeader(name, null);
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bareReport(String address) {
    return """
        From: MAILER-DAEMON@mx.reader.example
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.reader.example

        Final-Recipient: rfc822; %s
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown
        --b--
        """
        .formatted(address);
  }

  @Test
  void aComplaintEndsEverything() {
    var sent = begin();
    come(
        """
        From: fbl@provider.example
        Content-Type: multipart/report; report-type=feedback-report; boundary=b

        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse

        --b
        Content-Type: message/rfc822

        To: %s
        Message-ID: %s

        Hello
        --b--
        """
            .formatted(sent.address(), sent.messageId()));
    reader.look();
    assertThat(kept()).containsExactly("COMPLAINED " + sent.touchId() + " null");
    assertThat(suppressions.of(sent.contactId())).hasSize(1);
  }

  @Test
  void aComplaintThatNamesNoMailOfOursEndsTheirMailAndNoMore() {
    var sent = begin();
    come(
        """
        From: fbl@provider.example
        Content-Type: multipart/report; report-type=feedback-report; boundary=b

        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        Original-Rcpt-To: %s

        --b--
        """
            .formatted(sent.address()));
    reader.look();
    assertThat(kept()).containsExactly("COMPLAINED null null");
    assertThat(suppressions.of(sent.contactId())).isEmpty();
    assertThat(consents.of(sent.contactId()))
        .filteredOn(said -> !said.granted())
        .extracting(Consents.Consent::channel)
        .containsExactly(Channel.EMAIL);
  }

  @Test
  void theSameMailCountsOnceHoweverOftenItIsSeen() {
    var sent = begin();
    var answer = answer(sent, sent.address(), "Yes.");
    come(answer);
    come(answer);
    reader.look();
    // the server has numbered its mail anew
    db.sql("update inbox set uid_validity = 1, last_uid = 4711").update();
    reader.look();
    assertThat(kept()).hasSize(1);
    come(answer(sent, sent.address(), "And yes again."));
    reader.look();
    assertThat(kept()).hasSize(2);
  }

  @Test
  void mailThatWasThereBeforeIsLeftAlone() {
    var sent = mails.to("Ann", server.courier(clock));
    for (var i = 0; i < 20; i++) {
      come(answer(sent, sent.address(), "Old " + i));
    }
    reader.look();
    assertThat(kept()).isEmpty();
    come(answer(sent, sent.address(), "New"));
    reader.look();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void ofALargeMailOnlyTheBeginningIsRead() {
    var sent = begin();
    var attachment = Base64.getMimeEncoder().encodeToString(new byte[15 * 1024 * 1024]);
    come(
        """
        From: %s
        In-Reply-To: %s
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        See the file.
        --b
        Content-Type: application/pdf
        Content-Disposition: attachment
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
            .formatted(sent.address(), sent.messageId(), attachment));
    var before = wire.carried();
    reader.look();
    assertThat(kept()).containsExactly("REPLIED " + sent.touchId() + " See the file.");
    assertThat(wire.carried() - before).isLessThan(1024 * 1024);
  }

  @Test
  void nothingIsLostOrTakenTwiceWhenTheConnectionBreaks() {
    var sent = begin();
    for (var i = 0; i < 30; i++) {
      come(answer(sent, sent.address(), "Answer " + i + " " + "long ".repeat(400)));
    }
    wire.cut();
    wire.cutAfter(30_000);
    var looks = 0;
    while (!reader.look()) {
      assertThat(inboxes.all()).singleElement().matches(Inboxes.State::isInTrouble);
      assertThat(++looks).isLessThan(40);
    }
    assertThat(looks).isPositive();
    assertThat(kept()).hasSize(30).doesNotHaveDuplicates();
    assertThat(inboxes.all()).singleElement().matches(state -> state.passedOver() == 0);
  }

  @Test
  void aMailOverWhichTheConnectionAlwaysBreaksHoldsUpNoOther() {
    var sent = begin();
    come(answer(sent, sent.address(), "x".repeat(200_000)));
    come(answer(sent, sent.address(), "After it"));
    wire.cut();
    wire.cutAfter(60_000);
    for (var i = 0; i < 7; i++) {
      reader.look();
    }
    assertThat(kept()).containsExactly("REPLIED " + sent.touchId() + " After it");
    assertThat(inboxes.all()).singleElement().matches(state -> state.passedOver() == 1);
  }

  @Test
  void oneNodeReadsAndAnotherGoesOnWhenItStops() {
    var sent = begin();
    come(answer(sent, sent.address(), "Yes."));
    try (var other = reader()) {
      assertThat(other.look()).isTrue();
      assertThat(kept()).isEmpty();
      reader.close();
      other.look();
      assertThat(kept()).hasSize(1);
    }
  }

  @Test
  void aServerThatTellsOfNewMailIsNotAskedForIt() throws Exception {
    var sent = begin();
    var schedule = started();
    try {
      var quiet = untilQuiet();
      come(answer(sent, sent.address(), "Yes."));
      await(1);
      assertThat(wire.carried()).isGreaterThan(quiet);
      untilQuiet();
      come(answer(sent, sent.address(), "And yes."));
      await(2);
    } finally {
      schedule.destroy();
    }
    assertThat(db.sql("select reader from inbox").query(String.class).optional()).isEmpty();
  }

  @Test
  void mailThatComesInTheMomentBeforeAWaitIsNotWaitedFor() throws Exception {
    var sent = begin();
    assertThat(reader.look()).isTrue();
    wire.before("IDLE", () -> come(answer(sent, sent.address(), "Yes.")));
    var woken = CompletableFuture.supplyAsync(reader::awaitNews);
    assertThat(woken.get(3, TimeUnit.SECONDS)).isTrue();
    reader.look();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aServerThatTellsNothingIsAskedEveryFewSeconds() throws Exception {
    wire.hide("IDLE");
    var sent = begin();
    var schedule = started();
    try {
      come(answer(sent, sent.address(), "Yes."));
      await(1);
      come(answer(sent, sent.address(), "And yes."));
      await(2);
    } finally {
      schedule.destroy();
    }
    assertThat(db.sql("select reader from inbox").query(String.class).optional()).isEmpty();
  }

  @Test
  void aConnectionThatBreaksWhileNothingComesIsMadeAnew() throws Exception {
    var sent = begin();
    var schedule = started();
    try {
      untilQuiet();
      wire.cut();
      come(answer(sent, sent.address(), "Yes."));
      await(1);
    } finally {
      schedule.destroy();
    }
  }

  private InboxSchedule started() {
    var schedule = configuration.inboxSchedule(reader, settings("secret"));
    schedule.afterSingletonsInstantiated();
    return schedule;
  }

  /** As long as several polls would take, nothing goes over the wire; returns what did before. */
  private long untilQuiet() throws InterruptedException {
    for (var i = 0; i < 60; i++) {
      var before = wire.carried();
      Thread.sleep(1000);
      if (wire.carried() == before) {
        return before;
      }
    }
    throw new AssertionError("The server is asked all the time");
  }

  private void await(int signals) throws InterruptedException {
    for (var i = 0; i < 200 && kept().size() < signals; i++) {
      Thread.sleep(100);
    }
    assertThat(kept()).hasSize(signals);
  }

  @Test
  void whyAMailboxCanNotBeReadIsSaidInPlainWords() throws Exception {
    assertThat(trouble(settings("wrong"))).isEqualTo("LOGIN");
    assertThat(trouble(settings("secret", "Nowhere", false))).isEqualTo("FOLDER");
    assertThat(trouble(settings("secret", "INBOX", true))).isEqualTo("ENCRYPTION");
    wire.close();
    assertThat(trouble(settings("secret"))).isEqualTo("CONNECTION");
    assertThat(page("/outbox")).contains("can not be read", "sopflow.email.inbox.host");
  }

  /** Of a look that fails; the page says it in words that the bundle has. */
  private String trouble(InboxSettings settings) {
    db.sql("delete from inbox").update();
    try (var broken = configuration.inboxReader(settings, rows, signals, clock)) {
      assertThat(broken.look()).isFalse();
    }
    var state = inboxes.inTrouble().get(0);
    assertThat(page("/outbox"))
        .contains(
            messages
                .getMessage("inbox.trouble." + state.lastTrouble(), null, Locale.ENGLISH)
                .substring(0, 20));
    return state.lastTrouble();
  }

  private String page(String path) {
    var browser =
        MockMvcTester.from(
            web, builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    var asked =
        browser.get().uri(path).with(SecurityMockMvcRequestPostProcessors.user("ops").roles("ops"));
    return new String(
        asked.exchange().getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void aMailboxWithoutAPasswordIsNotStartedWith() {
    assertThatThrownBy(() -> configuration.inboxReader(settings(null), rows, signals, clock))
        .hasMessageContaining("sopflow.email.inbox.user");
  }

  @Test
  void aServerThatIsAwayIsAskedLessAndLessOften() {
    var pause = Duration.ofSeconds(3);
    var longest = InboxSchedule.LONGEST_PAUSE;
    assertThat(InboxSchedule.longer(pause, longest)).isEqualTo(Duration.ofSeconds(6));
    for (var i = 0; i < 20; i++) {
      pause = InboxSchedule.longer(pause, longest);
    }
    assertThat(pause).isEqualTo(Duration.ofMinutes(5));
  }

  private String answer(Sent sent, String from, String text) {
    return """
        From: %s
        Subject: Re: Hello
        Message-ID: <%d@reader.example>
        In-Reply-To: %s

        %s
        """
        .formatted(from, ++written, sent.messageId(), text);
  }

  private static String bounce(String address, String messageId) {
    return """
        From: MAILER-DAEMON@mx.reader.example
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.reader.example

        Final-Recipient: rfc822; %s
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown

        --b
        Content-Type: text/rfc822-headers

        To: %s
        Message-ID: %s
        --b--
        """
        .formatted(address, address, messageId);
  }

  private void come(String mail) {
    come(mail, INBOX);
  }

  /** It comes by SMTP, as it was written; the server notes whom it was sent to. */
  private void come(String mail, String to) {
    var sender = server.sender();
    try {
      var bytes = ("X-Original-To: " + to + "\n" + mail).getBytes(StandardCharsets.UTF_8);
      var message =
          new MimeMessage(sender.getSession(), new ByteArrayInputStream(bytes)) {
            @Override
            protected void updateMessageID() {
              // keeps its own, or none
            }
          };
      message.setRecipients(MimeMessage.RecipientType.TO, INBOX);
      sender.send(message);
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> kept() {
    return db.sql("select kind, touch_id, body from touch_signal order by id")
        .query((row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
        .list();
  }
}
