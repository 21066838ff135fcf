package dev.sopflow.touch.email.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.Runs;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Courier;
import dev.sopflow.touch.Message;
import dev.sopflow.touch.Outcome;
import dev.sopflow.touch.SentMails;
import dev.sopflow.touch.email.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A conversation by real SMTP and IMAP, from a run's message to the answer in the customer's own
 * mailbox.
 */
@SopflowTest
class ConversationTest {

  private static final String INBOX = "answers@sopflow.example";
  private static final String BEA = "bea@reader.example";

  /** Staff read before lunch. */
  private static final Instant DAY_AFTER = Instant.parse("2026-03-13T11:10:00Z");

  @Autowired ApplicationContext context;
  @Autowired InboxRows rows;
  @Autowired MailSignals signals;
  @Autowired RunEngine engine;
  @Autowired Runs runs;
  @Autowired Contacts contacts;
  @Autowired TaskService tasks;
  @Autowired VirtualTime time;
  @Autowired VirtualClock clock;
  @Autowired JdbcClient db;
  private final MailServer server = new MailServer();
  private Consumer<Message> onSend = message -> {};
  private SentMails mails;
  private SentMails.Carried carried;
  private InboxReader reader;
  private long run;
  private long bea;

  @BeforeEach
  void aRunHasWrittenToAnnAndBea() {
    for (var mailbox : List.of(INBOX, "ann@reader.example", BEA)) {
      server.mailbox(mailbox, "secret");
    }
    mails = new SentMails(context);
    carried = SentMails.carriedBy(context, courier(server.courier(clock)));
    reader = new InboxConfiguration().inboxReader(settings(), rows, signals, clock);
    assertThat(reader.look()).isTrue();
    person("Ann", "ann@reader.example");
    bea = person("Bea", BEA);
    run = started();
    time.advanceTo(DAY_AFTER.minus(Duration.ofDays(2)));
    assertThat(mailTo(BEA)).isNotNull();
  }

  @AfterEach
  void close() {
    reader.close();
    carried.close();
    server.close();
    mails.remove();
  }

  @Test
  void whoWritesBackGetsAnAnswerInTheThreadAndNoMoreMassMail() throws Exception {
    time.advanceTo(DAY_AFTER);
    var first = mailTo(BEA).getMessageID();
    mails.plan(run);
    onSend =
        message -> {
          if (message.address().startsWith("ann")) {
            // Bea's next message is claimed by now, and waits for its turn behind Ann's
            assertThat(fateOfLast(bea)).startsWith("CLAIMED");
            write("<one@bea>", first, "Can you call me?");
            assertThat(reader.look()).isTrue();
          }
        };
    var before = server.received().size();
    time.runDue();

    assertThat(server.received().size() - before).as("Ann's mail and Bea's letter").isEqualTo(2);
    assertThat(fateOfLast(bea)).isEqualTo("DROPPED LEFT_RUN");
    assertThat(state(bea)).isEqualTo("REPLIED");
    assertThat(waiting(bea)).isZero();

    answer("Gladly, tomorrow at ten.");
    var answer = mailTo(BEA);
    assertThat(answer.getSubject()).isEqualTo("Re: Your mail");
    assertThat(answer.getHeader("In-Reply-To", null)).isEqualTo("<one@bea>");
    assertThat(answer.getHeader("References", null).split("\\s+"))
        .containsExactly(first, "<one@bea>");
    assertThat(answer.getHeader("List-Unsubscribe")).isNull();
    assertThat(text(answer)).startsWith("Gladly, tomorrow at ten.").contains("> Can you call me?");

    clock.moveTo(clock.instant().plusSeconds(600));
    write("<two@bea>", answer.getMessageID(), "Ten is fine.");
    assertThat(reader.look()).isTrue();
    answer("Until then.");
    assertThat(mailTo(BEA).getHeader("References", null).split("\\s+"))
        .containsExactly(answer.getMessageID(), "<two@bea>");
    assertThat(
            db.sql("select distinct run_id from visit where step = 'ContactReplied'")
                .query(Long.class)
                .list())
        .containsExactly(run);
  }

  private void answer(String words) {
    var task = tasks.createTaskQuery().taskName("Answer reply").singleResult();
    tasks.complete(task.getId(), Map.of("outcome", "INTERESTED", "answer", words));
    time.runDue();
  }

  private long started() {
    var process = engine.start("nurture-cadence", Map.of("audience", "everyone", "visitDays", 1));
    time.runDue();
    tasks
        .createTaskQuery()
        .taskName("Visit contact")
        .list()
        .forEach(
            task -> tasks.complete(task.getId(), Map.of("outcome", "LATER", "channel", "CALL")));
    return runs.byProcess(process).orElseThrow().id();
  }

  private long person(String name, String address) {
    return contacts.add(
        Profile.named(name)
            .workingAs("Engineer", "Quill")
            .livingIn("UTC", "GB", "en")
            .with(IdentityKind.EMAIL, address)
            .with(IdentityKind.PHONE, name.equals("Ann") ? "+12025550101" : "+12025550102"),
        "test");
  }

  private Courier courier(Courier real) {
    return new Courier() {
      @Override
      public Channel channel() {
        return Channel.EMAIL;
      }

      @Override
      public Outcome send(Message message) {
        onSend.accept(message);
        return real.send(message);
      }
    };
  }

  private void write(String id, String answered, String words) {
    var sender = server.sender();
    try {
      var mail =
          new MimeMessage(sender.getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
              setHeader("Message-ID", id);
            }
          };
      mail.setFrom(BEA);
      mail.setRecipients(MimeMessage.RecipientType.TO, INBOX);
      mail.setSubject("Re: Your mail");
      mail.setHeader("In-Reply-To", answered);
      mail.setHeader("References", answered);
      mail.setText(words);
      sender.send(mail);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last that came to a mailbox. */
  private MimeMessage mailTo(String address) {
    return server.received().stream()
        .filter(mail -> to(mail).contains(address))
        .reduce((one, next) -> next)
        .orElseThrow();
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getHeader("To", ",");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    return mail.getContent().toString().replace("\r\n", "\n");
  }

  private String fateOfLast(long contact) {
    return db.sql(
            """
            select state || coalesce(' ' || reason, '') from touch
            where contact_id = ? and purpose = 'MARKETING' order by id desc
            fetch first 1 rows only
            """)
        .param(contact)
        .query(String.class)
        .single();
  }

  private long waiting(long contact) {
    return db.sql(
            """
            select count(*) from touch
            where contact_id = ? and state in ('PLANNED', 'HELD', 'CLAIMED')
            """)
        .param(contact)
        .query(Long.class)
        .single();
  }

  private String state(long contact) {
    return db.sql("select state from participant where contact_id = ?")
        .param(contact)
        .query(String.class)
        .single();
  }

  private static InboxSettings settings(int port) {
    return new InboxSettings(
        "localhost",
        port,
        INBOX,
        "secret",
        "INBOX",
        false,
        Duration.ofMillis(200),
        Duration.ofSeconds(10));
  }

  private InboxSettings settings() {
    return settings(server.imapPort());
  }
}
