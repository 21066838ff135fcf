package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.PositionLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People and pieces for tests of the ledger, put into the tables in plain sight. */
class TouchHouse {

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final List<Long> made = new ArrayList<>();
  private final JdbcClient db;
  private final Clock clock;

  TouchHouse(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** A contact in Berlin with an e-mail address. */
  long contact(String name, PositionLevel level) {
    return contact(name, level, "Europe/Berlin", "en", "DE");
  }

  long contact(String name, PositionLevel level, String zone, String language, String region) {
    db.sql(
            """
            insert into contact (full_name, position_level, zone, language, region, created_at,
              updated_at) values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            java.util.Arrays.asList(
                name,
                level.name(),
                zone,
                language,
                region,
                db(clock.instant()),
                db(clock.instant())))
        .update();
    var id = db.sql("select max(id) from contact").query(Long.class).single();
    identity(id, "EMAIL", "c" + id + "@reader.example");
    return id;
  }

  void identity(long contact, String kind, String value) {
    db.sql("insert into contact_identity (kind, id_value, contact_id) values (?, ?, ?)")
        .params(kind, value, contact)
        .update();
  }

  void consent(long contact, String channel, String status) {
    db.sql("insert into consent (contact_id, channel, status, source, at) values (?, ?, ?, ?, ?)")
        .params(contact, channel, status, "test", db(clock.instant()))
        .update();
  }

  void suppress(String kind, String value) {
    db.sql("insert into suppression (kind, id_value, reason, at) values (?, ?, ?, ?)")
        .params(kind, value, "test", db(clock.instant()))
        .update();
  }

  /** An active rendition; its piece's name is returned, made unique. */
  String piece(String name, Channel channel, String language) {
    var piece = name + "-" + NAMES.incrementAndGet();
    rendition(piece, channel, language, "T" + piece, 1, null);
    return piece;
  }

  /** The library belongs to all tests: what this one put into it must go. */
  void removeContent() {
    for (var table :
        List.of(
            "outbox_message",
            "touch_letter",
            "touch_hit",
            "touch_signal",
            "touch_event",
            "failed_way",
            "touch")) {
      db.sql("delete from " + table).update();
    }
    made.forEach(
        content -> {
          db.sql("delete from content_version where content_id = ?").param(content).update();
          db.sql("delete from content where id = ?").param(content).update();
        });
  }

  long rendition(
      String piece, Channel channel, String language, String topic, int order, LocalDate until) {
    var key = piece + "-" + channel.name().toLowerCase() + "-" + language;
    db.sql("insert into content (content_key, piece, active_version) values (?, ?, 1)")
        .params(key, piece)
        .update();
    var content =
        db.sql("select id from content where content_key = ?")
            .param(key)
            .query(Long.class)
            .single();
    made.add(content);
    db.sql(
            """
            insert into content_version (content_id, version, status, name, stage, topic, channel,
              language, sort_order, valid_until, subject, html, body, changed_by, changed_at)
            values (?, 1, 'ACTIVE', ?, 'FUNCTION', ?, ?, ?, ?, cast(? as date), ?, ?, ?, 'test', ?)
            """)
        .params(
            java.util.Arrays.asList(
                content,
                key,
                topic,
                channel.name(),
                language,
                order,
                until,
                channel == Channel.EMAIL ? "Hello {{ contact.name }}" : null,
                channel == Channel.EMAIL
                    ? "<p>Hello {{ contact.name }}</p><a href=\"{{ links.unsubscribe }}\">stop</a>"
                    : null,
                "Hello {{ contact.name }} " + piece,
                db(clock.instant())))
        .update();
    return db.sql("select id from content_version where content_id = ?")
        .param(content)
        .query(Long.class)
        .single();
  }

  SendPlan plan(long run, ContentChoice content, List<Channel> channels) {
    return new SendPlan(
        run,
        "Task_Send",
        1,
        everybody(),
        channels,
        content,
        Purpose.MARKETING,
        clock.instant(),
        clock.instant().plus(Duration.ofDays(14)));
  }

  static ContactSet everybody() {
    return new ContactSet("select id as contact_id from contact", Map.of());
  }

  /** "STATE REASON" of a contact's touch in a run; the reason is left out where there is none. */
  String fate(long run, long contact) {
    return db.sql("select state, reason from touch where run_id = ? and contact_id = ?")
        .params(run, contact)
        .query(
            (row, n) -> row.getString(1) + (row.getString(2) == null ? "" : " " + row.getString(2)))
        .single();
  }
}
