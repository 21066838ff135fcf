package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What contacts allow us, per channel, with source and time. */
@Service
public class Consents {

  private static final String ALL = "ALL";

  /**
   * What a contact said about a channel.
   *
   * @param channel null: every channel
   * @param granted false: refused
   * @param source where they said it
   */
  public record Consent(Channel channel, boolean granted, String source, Instant at) {}

  private final JdbcClient db;
  private final PeopleWriter history;
  private final ApplicationEventPublisher events;
  private final Words words;
  private final Clock clock;

  Consents(
      JdbcClient db,
      PeopleWriter history,
      ApplicationEventPublisher events,
      Words words,
      Clock clock) {
    this.db = db;
    this.history = history;
    this.events = events;
    this.words = words;
    this.clock = clock;
  }

  /** What the contact said so far, a refusal of everything first. */
  public List<Consent> of(long contactId) {
    return db.sql("select * from consent where contact_id = :contact order by channel")
        .param("contact", contactId)
        .query(
            (row, n) ->
                new Consent(
                    channel(row.getString("channel")),
                    "GRANTED".equals(row.getString("status")),
                    row.getString("source"),
                    DbTime.instant(row, "at")))
        .list();
  }

  /**
   * Stores a refusal and publishes {@link ContactOptedOut} in the same transaction; a repeated one
   * changes nothing.
   *
   * @param channel null: every channel
   * @throws UnknownContact if there is none with this id
   */
  @Transactional
  public void refuse(long contactId, Channel channel, String source, String actor) {
    refuse(contactId, channel, source, actor, null);
  }

  /**
   * As {@link #refuse(long, Channel, String, String)}.
   *
   * @param touchId what they refuse by, which keeps that itself; null: not known
   */
  @Transactional
  public void refuse(long contactId, Channel channel, String source, String actor, Long touchId) {
    lock(contactId);
    if (isRefused(contactId, channel)) {
      return;
    }
    store(contactId, name(channel), "REFUSED", source);
    history.note(Map.of(contactId, "OPTED_OUT"), name(channel) + ": " + source, actor);
    events.publishEvent(new ContactOptedOut(contactId, channel, source, clock.instant(), touchId));
  }

  /**
   * Stores that the contact agreed; a former refusal is lifted only by this explicit act. Who
   * refused everything and now agrees to one channel still refuses the others.
   *
   * @param channel null: every channel
   * @throws UnknownContact if there is none with this id
   */
  @Transactional
  public void grant(long contactId, Channel channel, String source, String actor) {
    lock(contactId);
    spreadRefusalOfAll(contactId);
    for (var one : channel == null ? List.of(Channel.values()) : List.of(channel)) {
      store(contactId, one.name(), "GRANTED", source);
    }
    history.note(Map.of(contactId, "OPTED_IN"), name(channel) + ": " + source, actor);
  }

  /** One writer at a time for each contact. */
  private void lock(long contactId) {
    db.sql("select id from contact where id = :id for update")
        .param("id", contactId)
        .query(Long.class)
        .optional()
        .orElseThrow(() -> new UnknownContact(words.say("contact.unknown", "" + contactId)));
  }

  private boolean isRefused(long contactId, Channel channel) {
    return of(contactId).stream()
        .anyMatch(c -> !c.granted() && (c.channel() == null || c.channel() == channel));
  }

  private void spreadRefusalOfAll(long contactId) {
    of(contactId).stream()
        .filter(c -> c.channel() == null)
        .forEach(
            all -> {
              for (var each : Channel.values()) {
                store(contactId, each.name(), "REFUSED", all.source(), all.at());
              }
              remove(contactId, ALL);
            });
  }

  private void store(long contactId, String channel, String status, String source) {
    store(contactId, channel, status, source, clock.instant());
  }

  private void store(long contactId, String channel, String status, String source, Instant at) {
    remove(contactId, channel);
    db.sql("insert into consent values (:contact, :channel, :status, :source, :at)")
        .param("contact", contactId)
        .param("channel", channel)
        .param("status", status)
        .param("source", Names.clean(source, 200))
        .param("at", DbTime.db(at))
        .update();
  }

  private void remove(long contactId, String channel) {
    db.sql("delete from consent where contact_id = :contact and channel = :channel")
        .param("contact", contactId)
        .param("channel", channel)
        .update();
  }

  private static String name(Channel channel) {
    return channel == null ? ALL : channel.name();
  }

  private static Channel channel(String name) {
    return ALL.equals(name) ? null : Channel.valueOf(name);
  }
}
