package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.QuietTimes;
import dev.sopflow.contact.QuietTimes.Why;
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

  /**
   * Replies to which no visit was open then or has been since, and answers in writing that never
   * reached who may still be talked to.
   */
  private static final String UNANSWERED =
      """
      select s.contact_id, t.run_id, s.channel, s.received_at as at
      from touch_signal s left join touch t on t.id = s.touch_id
      where s.contact_id is not null and s.kind = 'REPLIED' and s.received_at >= :since
        and not exists (select 1 from visit v where v.contact_id = s.contact_id
          and v.step = :step and (v.closed_at is null or v.closed_at >= s.received_at))
      union all
      select a.contact_id, a.run_id, a.channel, v.closed_at
      from touch_letter l join touch a on a.id = l.touch_id
      join visit v on v.run_id = a.run_id and v.step = a.step and v.occurrence = a.occurrence
        and v.contact_id = a.contact_id
      where (a.state in ('DROPPED', 'FAILED') or a.delivery in ('BOUNCED', 'FAILED'))
        and v.closed_at >= :since
        and not exists (select 1 from visit n where n.contact_id = a.contact_id
          and n.step = :step and n.id > v.id)
        and not %s
      """
          .formatted(RefusedEverything.sql("a.contact_id"));

  private final JdbcClient db;
  private final Contacts contacts;
  private final Participants participants;
  private final VisitOpenings openings;
  private final QuietTimes quietTimes;
  private final Clock clock;

  Replies(
      JdbcClient db,
      Contacts contacts,
      Participants participants,
      VisitOpenings openings,
      QuietTimes quietTimes,
      Clock clock) {
    this.db = db;
    this.contacts = contacts;
    this.participants = participants;
    this.openings = openings;
    this.quietTimes = quietTimes;
    this.clock = clock;
  }

  /** In the transaction that stores the reply. */
  @EventListener
  void stop(ContactReplied reply) {
    stop(reply.contactId());
  }

  private void stop(long contactId) {
    db.sql("select run_id from participant where contact_id = :contact and state = 'ACTIVE'")
        .param("contact", contactId)
        .query(Long.class)
        .list()
        .forEach(run -> participants.replied(run, contactId));
  }

  /** Somebody had their letter before them and talked with them: what they wrote is understood. */
  @EventListener
  void understood(VisitFinished visit) {
    if (Talks.is(visit.outcome()) && answersLetters(visit.visitId())) {
      quietTimes.end(visit.contactId(), Why.ASKED_TO_STOP, visit.rep());
    }
  }

  private boolean answersLetters(long visitId) {
    return db.sql("select step from visit where id = :visit")
        .param("visit", visitId)
        .query(String.class)
        .single()
        .equals(STEP);
  }

  /** Who wrote and has no visit for it yet, or was not reached by the answer, by id. */
  public List<Long> unanswered() {
    return db.sql(
            "select distinct contact_id from (%s) w order by contact_id".formatted(UNANSWERED))
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
    var answer = wanted(contactId).map(wanted -> open(wanted, contactId, dueAt));
    answer.ifPresent(open -> stop(contactId));
    return answer;
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
            from (select coalesce(u.run_id, (select max(p.run_id) from participant p
                where p.contact_id = u.contact_id)) as run_id, c.owner, u.channel
              from (%s) u join contact c on c.id = u.contact_id
              where u.contact_id = :contact order by u.at desc fetch first 1 rows only) w
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
