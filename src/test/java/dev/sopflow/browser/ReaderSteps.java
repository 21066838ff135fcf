package dev.sopflow.browser;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.house.TestTime;
import dev.sopflow.time.DbTime;
import dev.sopflow.touch.UnsubscribeLinks;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A reader who got a mail of ours and was visited by programs and a person. */
final class ReaderSteps {

  private final ApplicationContext house;
  private final JdbcClient db;

  ReaderSteps(ApplicationContext house) {
    this.house = house;
    this.db = house.getBean(JdbcClient.class);
  }

  long reader() {
    var who =
        Profile.named("Grace Reader")
            .with(IdentityKind.EMAIL, "grace@reader.example")
            .with(IdentityKind.PHONE, "+4930555017");
    return house.getBean(Contacts.class).add(who, "test");
  }

  /** The path behind the unsubscribe link of a mail. */
  String choicesOf(long reader) {
    return house
        .getBean(UnsubscribeLinks.class)
        .of(reader, Channel.EMAIL)
        .replaceFirst("^https?://[^/]+", "");
  }

  /** A mail that went out a minute before, and who came to it. */
  long readMail(long reader) {
    var now = DbTime.db(TestTime.START);
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at)
            values (1, 'Task_Send', 1, :who, 'EMAIL', 'MARKETING', 'SENT', :now, :now, :now, :now)
            """)
        .param("who", reader)
        .param("now", now)
        .update();
    var touch = db.sql("select max(id) from touch").query(Long.class).single();
    db.sql(
            "insert into touch_link (hash, url) values ('seen', 'https://x.example/a-case?from=mail')")
        .update();
    hit(touch, "OPEN", 1, "Mozilla/5.0", 0, "apple-ahead,too-soon");
    hit(
        touch,
        "CLICK",
        3,
        "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36",
        0,
        "all-links");
    hit(touch, "CLICK", 75, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4) Safari/604.1", 100, null);
    return touch;
  }

  private void hit(long touch, String kind, int second, String agent, int score, String why) {
    db.sql(
            """
            insert into touch_hit (touch_id, kind, link_id, at, method, agent, network, prefetch,
              judged_at, score, why)
            values (:touch, :kind, (select id from touch_link where hash = 'seen' and :kind = 'CLICK'),
              :at, 'GET', :agent, '203.0.113.0/24', false, :at, :score, :why)
            """)
        .param("touch", touch)
        .param("kind", kind)
        .param("at", DbTime.db(TestTime.START.plusSeconds(second)))
        .param("agent", agent)
        .param("score", score)
        .param("why", why)
        .update();
  }
}
