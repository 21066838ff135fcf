package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contacts;
import dev.sopflow.touch.ContactReplied;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a reply means for runs: no mass message of any of them until a rep has answered, by a visit
 * that {@link #STEP} stands for.
 */
@Service
public class Replies {

  /** Where an ordinary visit has the step that started it. */
  public static final String STEP = "ContactReplied";

  /** Who wrote longer ago than this and was not answered is not surprised by a visit any more. */
  private static final Duration FRESH = Duration.ofDays(14);

  /** Of 100: somebody waits for an answer. */
  private static final int URGENT = 90;

  /** Replies {@code s} to which no visit was open then or has been since; the latest counts. */
  private static final String UNANSWERED =
      """
      from touch_signal s join contact c on c.id = s.contact_id left join touch t on t.id = s.touch_id
      where s.kind = 'REPLIED' and s.received_at >= :since
        and not exists (select 1 from visit v where v.contact_id = s.contact_id
          and v.step = :step and (v.closed_at is null or v.closed_at >= s.received_at))
      """;

  private final JdbcClient db;
  private final Contacts contacts;
  private final Participants participants;
  private final VisitOpenings openings;
  private final Clock clock;

  Replies(
      JdbcClient db,
      Contacts contacts,
      Participants participants,
      VisitOpenings openings,
      Clock clock) {
    this.db = db;
    this.contacts = contacts;
    this.participants = participants;
    this.openings = openings;
    this.clock = clock;
  }

  /** In the transaction that stores the reply. */
  @EventListener
  void stop(ContactReplied reply) {
    db.sql("select run_id from participant where contact_id = :contact and state = 'ACTIVE'")
        .param("contact", reply.contactId())
        .query(Long.class)
        .list()
        .forEach(run -> participants.replied(run, reply.contactId()));
  }

  /** Who wrote and has no visit for it yet, by id. */
  public List<Long> unanswered() {
    return db.sql("select distinct s.contact_id " + UNANSWERED + " order by s.contact_id")
        .params(params())
        .query(Long.class)
        .list();
  }

  /**
   * A visit that was opened to answer a contact.
   *
   * @param contact for whom; the run is that whose message they answered, or the latest of theirs
   */
  public record Answer(long visitId, VisitRound round, Visits.Opening contact) {}

  private record Wanted(Long runId, String owner, Channel channel, int before) {}

  /**
   * Opens a visit for a contact who still waits for one; several replies before it are answered
   * together. Empty if it is open already, or the contact is in no run that it could belong to.
   */
  @Transactional
  public Optional<Answer> open(long contactId, Instant dueAt) {
    contacts.lock(contactId);
    return wanted(contactId).map(wanted -> open(wanted, contactId, dueAt));
  }

  private Answer open(Wanted wanted, long contactId, Instant dueAt) {
    var ways = EnumSet.of(wanted.channel(), Channel.CALL, Channel.CHAT);
    var round = new VisitRound(wanted.runId(), STEP, wanted.before() + 1, List.copyOf(ways), null);
    var contact = new Visits.Candidate(contactId, wanted.owner(), null, null, null, null, null);
    var opening = new Visits.Opening(contact, URGENT, null, dueAt);
    return new Answer(openings.open(round, List.of(opening)).get(0), round, opening);
  }

  private Optional<Wanted> wanted(long contactId) {
    return db.sql(
            """
            select w.*, (select count(*) from visit v where v.run_id = w.run_id and v.step = :step
              and v.contact_id = :contact) as before
            from (select coalesce(t.run_id, (select max(p.run_id) from participant p
                where p.contact_id = s.contact_id)) as run_id, c.owner, s.channel
              %s and s.contact_id = :contact order by s.id desc fetch first 1 rows only) w
            where w.run_id is not null
            """
                .formatted(UNANSWERED))
        .params(params())
        .param("contact", contactId)
        .query(Wanted.class)
        .optional();
  }

  private Map<String, Object> params() {
    return Map.of("step", STEP, "since", db(clock.instant().minus(FRESH)));
  }
}
