package dev.sopflow.touch.hit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Measures;
import dev.sopflow.insight.Timelines;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.ContactClicked;
import dev.sopflow.touch.ContactsClicked;
import dev.sopflow.touch.Courier;
import dev.sopflow.touch.Message;
import dev.sopflow.touch.Outcome;
import dev.sopflow.touch.SentMails;
import dev.sopflow.touch.TrackedLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
@RecordApplicationEvents
class JudgingTest {

  /** Bosses in Berlin read now. */
  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");

  private static final Visitor READER =
      Visitor.of("GET", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4)", "203.0.113.7", false);
  private static final Visitor SCANNER =
      Visitor.of("GET", "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0", "198.51.100.9", false);

  @Autowired ApplicationContext context;
  @Autowired Hits hits;
  @Autowired HitLog log;
  @Autowired Judging judging;
  @Autowired Timelines timelines;
  @Autowired Measures measures;
  @Autowired ApplicationEvents events;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  SentMails mails;

  @BeforeEach
  void evening() {
    clock.moveTo(EVENING);
    mails = new SentMails(context);
  }

  @AfterEach
  void remove() {
    mails.remove();
  }

  private SentMails.Sent sent() {
    return mails.to(
        "Ada",
        new Courier() {
          @Override
          public Channel channel() {
            return Channel.EMAIL;
          }

          @Override
          public Outcome send(Message message) {
            return Outcome.accepted("x");
          }
        });
  }

  private long link(int number) {
    var url = "https://x.example/judged/" + number;
    db.sql(
            """
            insert into touch_link (hash, url) select cast(:url as varchar(43)), :url
            where not exists (select 1 from touch_link where hash = :url)
            """)
        .param("url", url)
        .update();
    return db.sql("select id from touch_link where hash = :url")
        .param("url", url)
        .query(Long.class)
        .single();
  }

  private void click(SentMails.Sent mail, int link, Visitor by) {
    hits.clicked(new TrackedLinks.Click(mail.touchId(), link(link), 3), by);
  }

  private void later(long seconds) {
    clock.moveTo(clock.instant().plusSeconds(seconds));
  }

  private List<String> signals() {
    return db.sql("select kind || coalesce(' ' || detail, '') from touch_signal order by id")
        .query(String.class)
        .list();
  }

  @Test
  void aScannerThatFollowsEverythingIsNotToldOfAndAPersonMinutesLaterIs() {
    var mail = sent();
    later(20);
    click(mail, 1, SCANNER);
    later(1);
    click(mail, 2, SCANNER);
    click(mail, 3, SCANNER);
    later(15);
    judging.judgeSettled();
    assertThat(signals()).isEmpty();
    assertThat(log.of(mail.touchId())).hasSize(3).noneMatch(HitLog.Entry::isPerson);
    assertThat(log.of(mail.touchId()).get(0).why()).contains("all-links");
    assertThat(measures.of(1, null).opens().share()).isZero();

    later(300);
    click(mail, 2, READER);
    later(15);
    judging.judgeSettled();
    assertThat(signals()).containsExactly("OPENED", "CLICKED https://x.example/judged/2");
    assertThat(timelines.of(mail.contactId(), 0, 10))
        .extracting(Timelines.Happening::text)
        .contains("E-mail clicked", "E-mail opened");
    assertThat(timelines.of(mail.contactId(), 0, 10))
        .extracting(Timelines.Happening::detail)
        .anyMatch(detail -> detail != null && detail.endsWith(", https://x.example/judged/2"));
  }

  @Test
  void opsReadWhoCameAndWhyItCountsOrNot() throws Exception {
    var mail = sent();
    assertThat(page(mail)).contains("Nobody has opened this message yet");
    later(1);
    hits.opened(mail.touchId(), SCANNER);
    later(60);
    judging.judgeSettled();
    click(mail, 1, READER);
    assertThat(page(mail))
        .contains("A program (40 of 100)", "Came sooner after sending than anybody reads")
        .contains("is judged in a few seconds", "https://x.example/judged/1", "203.0.113.0/24");
  }

  @Test
  void everyReasonHasItsWords() {
    var messages = context.getBean(org.springframework.context.MessageSource.class);
    context.getBean(HumanRules.class).all().stream()
        .map(rule -> "readers.why." + rule.name())
        .forEach(
            key -> assertThat(messages.getMessage(key, null, java.util.Locale.ROOT)).isNotBlank());
  }

  private String page(SentMails.Sent mail) throws Exception {
    return MockMvcBuilders.webAppContextSetup((WebApplicationContext) context)
        .apply(SecurityMockMvcConfigurers.springSecurity())
        .build()
        .perform(
            MockMvcRequestBuilders.get("/touches/" + mail.touchId() + "/readers")
                .with(SecurityMockMvcRequestPostProcessors.user("ops").roles("ops")))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Test
  void nothingIsJudgedBeforeWhatComesWithItIsKnown() {
    var mail = sent();
    later(20);
    click(mail, 1, SCANNER);
    later(9);
    judging.judgeSettled();
    assertThat(log.of(mail.touchId())).extracting(HitLog.Entry::score).containsOnlyNulls();
    click(mail, 2, SCANNER);
    click(mail, 3, SCANNER);
    later(30);
    judging.judgeSettled();
    assertThat(signals()).isEmpty();
  }

  @Test
  void anOpeningIsToldOnceAndEveryClick() {
    var mail = sent();
    for (var i = 0; i < 3; i++) {
      later(60);
      hits.opened(mail.touchId(), READER);
      later(5);
      click(mail, 1, READER);
    }
    later(60);
    judging.judgeSettled();
    judging.judgeSettled();
    var click = "CLICKED https://x.example/judged/1";
    assertThat(signals()).containsExactly("OPENED", click, click, click);
  }

  @Test
  void whoListensHearsOfTheFirstClickOfEachLink() {
    var mail = sent();
    for (var number : List.of(1, 1, 2)) {
      later(60);
      click(mail, number, READER);
    }
    later(60);
    judging.judgeSettled();
    assertThat(clicksTold())
        .extracting(ContactClicked::url)
        .containsExactly("https://x.example/judged/1", "https://x.example/judged/2");
    assertThat(clicksTold())
        .contains(
            new ContactClicked(
                mail.contactId(),
                1,
                mail.touchId(),
                Channel.EMAIL,
                "https://x.example/judged/1",
                EVENING.plus(Duration.ofSeconds(60))));
  }

  private List<ContactClicked> clicksTold() {
    return events.stream(ContactsClicked.class).flatMap(told -> told.clicks().stream()).toList();
  }

  @Test
  void manyNodesJudgeEachHitOnce() throws Exception {
    var all = Stream.generate(this::sent).limit(20).toList();
    all.forEach(
        mail -> {
          later(60);
          click(mail, 1, READER);
        });
    later(60);
    var threads = Executors.newFixedThreadPool(4);
    Callable<Void> node =
        () -> {
          judging.judgeSettled();
          return null;
        };
    for (var done : threads.invokeAll(List.of(node, node, node, node))) {
      done.get();
    }
    threads.shutdown();
    assertThat(signals().stream().filter("OPENED"::equals)).hasSize(20);
    assertThat(signals()).hasSize(40);
  }

  @Test
  void aGatewayThatReadsEverybodysMailIsACrowd() {
    var all = Stream.generate(this::sent).limit(12).toList();
    later(60);
    all.forEach(mail -> click(mail, 1, SCANNER));
    later(60);
    judging.judgeSettled();
    assertThat(signals()).isEmpty();
    assertThat(log.of(all.get(0).touchId()).get(0).why()).containsExactly("crowd");
  }
}
