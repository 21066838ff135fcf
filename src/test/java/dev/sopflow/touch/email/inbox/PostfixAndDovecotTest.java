package dev.sopflow.touch.email.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Suppressions;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Courier;
import dev.sopflow.touch.MailTokens;
import dev.sopflow.touch.SentMails;
import dev.sopflow.touch.email.MailServer;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What comes back by the servers that most of the world runs. Run it as root where the packages
 * postfix and dovecot-imapd are installed: {@code mvn test-compile surefire:test@default-test
 * -Dsopflow.test.excluded=bench -Dtest=PostfixAndDovecotTest}
 */
@SopflowTest
@Tag("servers")
class PostfixAndDovecotTest {

  private static final int REPLIES = Integer.getInteger("sopflow.bench.replies", 500);

  @Autowired ApplicationContext context;
  @Autowired InboxRows rows;
  @Autowired MailSignals signals;
  @Autowired Suppressions suppressions;
  @Autowired MailTokens tokens;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  private DebianMail servers;
  private SentMails mails;
  private InboxReader reader;
  private InboxSchedule schedule;
  private Courier courier;

  @BeforeEach
  void aMailboxThatIsRead() {
    Assumptions.assumeTrue(DebianMail.isThere(), "needs the packages postfix and dovecot-imapd");
    clock.moveTo(Instant.parse("2026-03-02T19:00:00Z"));
    servers =
        new DebianMail(
            List.of(
                "answers@sopflow.example answers",
                "bounces@sopflow.example answers",
                "bea@reader.example bea"));
    courier =
        MailServer.courier(
            servers.smtpPort(),
            "answers@sopflow.example",
            "bounces@sopflow.example",
            tokens,
            clock);
    mails = new SentMails(context);
    var settings =
        new InboxSettings(
            "localhost",
            servers.imapPort(),
            "answers",
            DebianMail.PASSWORD,
            "INBOX",
            false,
            Duration.ofMillis(200),
            Duration.ofSeconds(30));
    var configuration = new InboxConfiguration();
    reader = configuration.inboxReader(settings, rows, signals, clock);
    await("Dovecot answers", reader::look);
    schedule = configuration.inboxSchedule(reader, settings);
    schedule.afterSingletonsInstantiated();
  }

  @AfterEach
  void close() throws Exception {
    if (servers != null) {
      schedule.destroy();
      servers.close();
      mails.remove();
    }
  }

  @Test
  void aReaderWhomPostfixDoesNotKnowIsNotWrittenToAgain() {
    var sent = mails.to("Nobody", "nobody@reader.example", courier);
    assertThat(state(sent.touchId())).isEqualTo("SENT");
    var took = await("the report", () -> !suppressions.of(sent.contactId()).isEmpty());
    System.out.printf("SERVERS Postfix's report after %d ms: %s%n", took, kept());
    assertThat(kept())
        .singleElement()
        .asString()
        .startsWith("BOUNCED " + sent.touchId() + " 5.1.1");
  }

  @Test
  void anAnswerIsHeardOfAtOnce() throws Exception {
    given.run("nurture-cadence");
    var sent = mails.to("Bea", "bea@reader.example", courier);
    var mail = onlyMailOfBea();
    assertThat(mail[0]).isEqualTo(sent.messageId());
    var times = new ArrayList<Long>();
    for (var i = 1; i <= REPLIES; i++) {
      var count = i;
      // every other program forgets which mail it answers
      write(mail[1], i % 2 == 0 ? mail[0] : null);
      times.add(await("answer " + i, () -> stored() == count));
    }
    times.sort(null);
    System.out.printf(
        "SERVERS Postfix took the answer -> stored, %d: p50 %d ms, p99 %d ms, max %d ms%n",
        times.size(),
        times.get(times.size() / 2),
        times.get((int) Math.ceil(times.size() * 0.99) - 1),
        times.get(times.size() - 1));
    assertThat(kept()).allMatch(each -> each.startsWith("REPLIED " + sent.touchId()));
  }

  private void write(String to, String answered) throws MessagingException {
    var sender = new JavaMailSenderImpl();
    sender.setHost("localhost");
    sender.setPort(servers.smtpPort());
    var mail = new MimeMessage(sender.getSession());
    mail.setFrom("bea@reader.example");
    mail.setRecipients(MimeMessage.RecipientType.TO, to);
    mail.setSubject("Re: Hello");
    if (answered != null) {
      mail.setHeader("In-Reply-To", answered);
    }
    mail.setText("Please call me");
    sender.send(mail);
  }

  /** Its Message-ID, and where answers go. */
  private String[] onlyMailOfBea() throws MessagingException {
    var properties = new Properties();
    properties.setProperty("mail.imap.port", Integer.toString(servers.imapPort()));
    try (var store = Session.getInstance(properties).getStore("imap")) {
      store.connect("localhost", "bea", DebianMail.PASSWORD);
      try (var folder = store.getFolder("INBOX")) {
        folder.open(Folder.READ_ONLY);
        await("Bea's mail", () -> count(folder) == 1);
        var mail = folder.getMessage(1);
        return new String[] {mail.getHeader("Message-ID")[0], mail.getReplyTo()[0].toString()};
      }
    }
  }

  private static int count(Folder folder) {
    try {
      return folder.getMessageCount();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns after how many milliseconds it came. */
  private static long await(String what, BooleanSupplier comes) {
    var begun = System.nanoTime();
    while (!comes.getAsBoolean()) {
      assertThat(System.nanoTime() - begun).as(what).isLessThan(TimeUnit.SECONDS.toNanos(60));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private String state(long touch) {
    return db.sql("select state from touch where id = ?").param(touch).query(String.class).single();
  }

  private long stored() {
    return db.sql("select count(*) from touch_signal").query(Long.class).single();
  }

  private List<String> kept() {
    return db.sql("select kind, touch_id, detail from touch_signal order by id")
        .query((row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
        .list();
  }
}
