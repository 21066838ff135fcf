package dev.sopflow.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes people into a run who asked for it themselves. */
@Service
public class Arrivals {

  private final JdbcClient db;
  private final Participants participants;
  private final Marks marks;
  private final ApplicationEventPublisher events;

  Arrivals(
      JdbcClient db, Participants participants, Marks marks, ApplicationEventPublisher events) {
    this.events = events;
    this.db = db;
    this.participants = participants;
    this.marks = marks;
  }

  /**
   * Somebody who asked to take part.
   *
   * @param source the code by which they came
   * @param marks what else they said
   */
  public record Arrival(
      long runId, long contactId, String source, String channel, Map<String, String> marks) {}

  /**
   * Puts them into the run and marks them as registered; by which source they came first stays. The
   * same again changes nothing. Marks that colleagues set stay as well. What still waits for them
   * but is meant for who has not registered, the gate drops.
   */
  @Transactional
  public void registered(Arrival who, String by) {
    var known = marksOf(who);
    if (!"yes".equals(known.get("registered"))) {
      events.publishEvent(new ContactRegistered(who.runId(), who.contactId()));
    }
    participants.admit(who.runId(), who.contactId());
    var wanted = new LinkedHashMap<>(who.marks());
    wanted.put("registered", "yes");
    if (!known.containsKey("source")) {
      wanted.put("source", who.source());
      wanted.put("sourceChannel", who.channel());
    }
    var news =
        wanted.entrySet().stream()
            .map(mark -> new NewMark(who.contactId(), mark.getKey(), mark.getValue(), null))
            .filter(mark -> !mark.value().equals(known.get(mark.mark())))
            .toList();
    if (!news.isEmpty()) {
      var about = who.source() + " " + who.channel();
      marks.set(marks.begin(who.runId(), MarkSource.LIST, by, about), news);
    }
  }

  private Map<String, String> marksOf(Arrival who) {
    var known = new LinkedHashMap<String, String>();
    db.sql("select mark, mark_value from participant_mark where run_id = :r and contact_id = :c")
        .param("r", who.runId())
        .param("c", who.contactId())
        .query(
            row -> {
              known.put(row.getString("mark"), row.getString("mark_value"));
            });
    return known;
  }
}
