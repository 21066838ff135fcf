package dev.sopflow.touch.email.inbox;

import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestDatabase;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.ContactReplied;
import dev.sopflow.touch.SentMails;
import dev.sopflow.touch.email.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How long after a reply has reached the mailbox the stop of the mass messages is stored: through
 * SMTP, IMAP with IDLE, the signal and its transaction. Each reply starts a visit, too.
 */
@SopflowTest
@Tag("bench")
class InboxBench {

  private static final String INBOX = "answers@sopflow.example";
  private static final int REPLIES = Integer.getInteger("sopflow.bench.replies", 500);
  private static final int WARM = 50;

  @Autowired ConfigurableApplicationContext context;
  @Autowired InboxRows rows;
  @Autowired MailSignals signals;
  @Autowired RunFixtures given;
  @Autowired VirtualClock clock;
  @Autowired JdbcClient db;
  private final Map<Long, Long> stopped = new ConcurrentHashMap<>();
  private final MailServer server = new MailServer();
  private final ApplicationListener<PayloadApplicationEvent<?>> listener = this::noteWhenStored;
  private SentMails mails;
  private InboxReader reader;
  private InboxSchedule schedule;
  private long run;

  @BeforeEach
  void aMailboxThatIsRead() {
    context.addApplicationListener(listener);
    mails = new SentMails(context);
    server.mailbox(INBOX, "secret");
    var settings =
        new InboxSettings(
            "localhost",
            server.imapPort(),
            INBOX,
            "secret",
            "INBOX",
            false,
            Duration.ofMillis(200),
            Duration.ofSeconds(30));
    var configuration = new InboxConfiguration();
    reader = configuration.inboxReader(settings, rows, signals, clock);
    assertThat(reader.look()).isTrue();
    schedule = configuration.inboxSchedule(reader, settings);
    schedule.afterSingletonsInstantiated();
    run = given.run("nurture-cadence");
  }

  @AfterEach
  void close() throws Exception {
    schedule.destroy();
    server.close();
    context.removeApplicationListener(listener);
  }

  @Test
  void fromTheArrivalOfAReplyToTheStop() throws Exception {
    try (var sender = server.sender().getSession().getTransport("smtp")) {
      sender.connect("localhost", server.sender().getPort(), null, null);
      oneByOne(sender, people(WARM));
      report("one by one", oneByOne(sender, people(REPLIES)));
      report("as a burst", burst(sender, people(REPLIES)));
    }
    assertThat(count("select count(*) from participant where state = 'REPLIED'"))
        .isEqualTo(WARM + 2L * REPLIES);
    assertThat(count("select count(*) from touch where state = 'PLANNED'")).isZero();
  }

  private List<Long> oneByOne(Transport sender, List<Person> people) throws MessagingException {
    var times = new ArrayList<Long>();
    for (var person : people) {
      var arrived = write(sender, person);
      times.add(stopOf(person) - arrived);
    }
    return times;
  }

  private List<Long> burst(Transport sender, List<Person> people) throws MessagingException {
    var arrived = new ArrayList<Long>();
    for (var person : people) {
      arrived.add(write(sender, person));
    }
    var times = new ArrayList<Long>();
    for (var i = 0; i < people.size(); i++) {
      times.add(stopOf(people.get(i)) - arrived.get(i));
    }
    return times;
  }

  /** Returns when the server had taken it; it may be read a moment before. */
  private long write(Transport sender, Person person) throws MessagingException {
    var mail = new MimeMessage(server.sender().getSession());
    mail.setFrom(person.address());
    mail.setRecipients(MimeMessage.RecipientType.TO, INBOX);
    mail.setSubject("Re: Hello");
    mail.setHeader("In-Reply-To", mails.messageIdOf(person.touch()));
    mail.setText("Can you call me?\n\n" + "> as you wrote\n".repeat(40));
    mail.saveChanges();
    sender.sendMessage(mail, mail.getAllRecipients());
    return System.nanoTime();
  }

  private long stopOf(Person person) {
    var patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!stopped.containsKey(person.contact()) && System.nanoTime() < patience) {
      LockSupport.parkNanos(200_000);
    }
    return stopped.get(person.contact());
  }

  private void noteWhenStored(PayloadApplicationEvent<?> event) {
    if (event.getPayload() instanceof ContactReplied reply) {
      noteWhenStored(reply.contactId());
    }
  }

  private void noteWhenStored(long contact) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
          }

          @Override
          public void afterCommit() {
            stopped.put(contact, System.nanoTime());
          }
        });
  }

  private static void report(String how, List<Long> nanos) {
    var sorted = nanos.stream().map(each -> Math.max(0, each)).sorted().toList();
    System.out.printf(
        "BENCH reply to stop, %d %s, %s: p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
        sorted.size(),
        how,
        TestDatabase.isPostgresql() ? "PostgreSQL" : "H2",
        at(sorted, 0.5),
        at(sorted, 0.99),
        at(sorted, 1));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
  }

  private record Person(long contact, long touch, String address) {}

  /** In the run, with a mail that went out and one that waits. */
  private List<Person> people(int count) {
    var people = new ArrayList<Person>();
    for (var i = 0; i < count; i++) {
      var contact = given.person("Reader", "rep1");
      db.sql(
              """
              insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
              values (?, ?, 'ACTIVE', 'nurture-cadence', ?, ?)
              """)
          .params(run, contact, db(clock.instant()), db(clock.instant()))
          .update();
      touch(contact, 1, "SENT");
      touch(contact, 2, "PLANNED");
      people.add(
          new Person(
              contact,
              count("select min(id) from touch where contact_id = " + contact),
              "p" + contact + "@people.example"));
    }
    return people;
  }

  private void touch(long contact, int occurrence, String state) {
    var now = db(clock.instant());
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              address, due_at, useful_until, planned_at)
            values (?, 'Task_Send', ?, ?, 'EMAIL', 'MARKETING', ?, ?, ?, ?, ?)
            """)
        .params(run, occurrence, contact, state, "p" + contact + "@people.example", now, now, now)
        .update();
  }

  private long count(String sql) {
    return db.sql(sql).query(Long.class).single();
  }
}
