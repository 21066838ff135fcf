package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What contacts don't want to hear of any more, whatever the channel. */
@Service
public class TopicRefusals {

  private static final int LONGEST = 100;

  /**
   * A topic that somebody refused.
   *
   * @param topic as the library marks its pieces
   * @param source where they said it
   */
  public record TopicRefusal(String topic, String source, Instant at) {}

  private final JdbcClient db;
  private final People people;
  private final PeopleWriter history;
  private final TopicNames names;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  TopicRefusals(
      JdbcClient db,
      People people,
      PeopleWriter history,
      TopicNames names,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.people = people;
    this.history = history;
    this.names = names;
    this.events = events;
    this.clock = clock;
  }

  /** What a contact refused so far. */
  public List<TopicRefusal> of(long contactId) {
    return db.sql("select * from topic_refusal where contact_id = :contact order by topic")
        .param("contact", contactId)
        .query(
            (row, n) ->
                new TopicRefusal(
                    row.getString("topic"), row.getString("source"), DbTime.instant(row, "at")))
        .list();
  }

  /**
   * Stores refusals and publishes {@link TopicsRefused} in the same transaction; repeated ones
   * change nothing.
   */
  @Transactional
  public void refuse(long contactId, Collection<String> topics, String source, String actor) {
    people.lock(List.of(contactId));
    var refused = new HashSet<>(topics);
    refused.removeAll(known(contactId));
    refused.removeIf(topic -> topic.length() > LONGEST);
    if (refused.isEmpty() || people.withIds(List.of(contactId)).isEmpty()) {
      return;
    }
    refused.forEach(topic -> add(contactId, topic, source));
    note(contactId, "TOPIC_REFUSED", refused, source, actor);
    events.publishEvent(new TopicsRefused(contactId, Set.copyOf(refused)));
  }

  /** Takes refusals back, by an explicit act of the contact. */
  @Transactional
  public void allow(long contactId, Collection<String> topics, String source, String actor) {
    people.lock(List.of(contactId));
    var allowed = new HashSet<>(topics);
    allowed.retainAll(known(contactId));
    if (allowed.isEmpty()) {
      return;
    }
    db.sql("delete from topic_refusal where contact_id = :contact and topic = any(:topics)")
        .param("contact", contactId)
        .param("topics", allowed.toArray(String[]::new))
        .update();
    note(contactId, "TOPIC_ALLOWED", allowed, source, actor);
  }

  private Set<String> known(long contactId) {
    return of(contactId).stream().map(TopicRefusal::topic).collect(Collectors.toSet());
  }

  private void add(long contactId, String topic, String source) {
    db.sql("insert into topic_refusal values (:contact, :topic, :source, :at)")
        .param("contact", contactId)
        .param("topic", topic)
        .param("source", Names.clean(source, 200))
        .param("at", DbTime.db(clock.instant()))
        .update();
  }

  private void note(long contactId, String kind, Set<String> topics, String source, String actor) {
    var said =
        topics.stream()
            .map(topic -> names.of(topic, Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(", "));
    history.note(Map.of(contactId, kind), Names.clean(said, 700) + ": " + source, actor);
  }
}
