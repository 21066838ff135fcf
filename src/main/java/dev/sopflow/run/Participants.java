package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.access.Actor;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.touch.Attributions;
import dev.sopflow.touch.Reason;
import dev.sopflow.touch.Touches;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The contacts in a run, as sets. */
@Service
public class Participants {

  private static final String ACTIVE_SOP =
      "case when r.shares_people then r.sop || '#' || r.id else r.sop end";

  private final JdbcClient db;
  private final Clock clock;
  private final Touches touches;
  private final Marks marks;
  private final Attributions attributions;

  Participants(
      JdbcClient db, Clock clock, Touches touches, Marks marks, Attributions attributions) {
    this.db = db;
    this.clock = clock;
    this.touches = touches;
    this.marks = marks;
    this.attributions = attributions;
  }

  /**
   * Puts contacts into the run; who is in it, has refused everything, or is active in another run
   * of the same SOP (unless this run shares its people), is left out; everybody, if it is over.
   *
   * @return how many came in
   */
  @Transactional
  public int enrol(long runId, ContactSet contacts) {
    // So that nobody is left active in a run that ends meanwhile.
    db.sql("select id from run where id = :id for update")
        .param("id", runId)
        .query(Long.class)
        .list();
    return db.sql(
            """
            insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
            select r.id, c.id, 'ACTIVE', %2$s, cast(:now as timestamp(6) with time zone),
              cast(:now as timestamp(6) with time zone)
            from run r cross join contact c
            where r.id = :runId and r.state in ('RUNNING', 'PAUSED') and c.id in (%1$s)
              and not exists (select 1 from participant p
                where p.contact_id = c.id and p.run_id = r.id)
              and not exists (select 1 from participant p
                where p.contact_id = c.id and p.active_sop = %2$s)
              and not %3$s
            order by c.id
            """
                .formatted(contacts.sql(), ACTIVE_SOP, RefusedEverything.sql("c.id")))
        .params(contacts.paramsWith(now(runId)))
        .update();
  }

  /**
   * Puts somebody into the run who asked for it, even if they are active in another run of the same
   * SOP; who refused everything is in it, but opted out. Who is in it stays as they are, but who
   * opted out and refuses no longer takes part again.
   */
  @Transactional
  void admit(long runId, long contactId) {
    var params = now(runId);
    params.put("contact", contactId);
    readmit(params);
    db.sql(
            """
            insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
            select w.run_id, w.contact_id, case when w.refused then 'OPTED_OUT' else 'ACTIVE' end,
              case when w.refused then null
                when exists (select 1 from participant p
                  where p.contact_id = w.contact_id and p.active_sop = w.active_sop)
                then w.sop || '#' || w.run_id else w.active_sop end,
              cast(:now as timestamp(6) with time zone), cast(:now as timestamp(6) with time zone)
            from (select r.id as run_id, c.id as contact_id, r.sop, %s as active_sop, %s as refused
              from run r cross join contact c where r.id = :runId and c.id = :contact) w
            where not exists (select 1 from participant p
              where p.contact_id = w.contact_id and p.run_id = w.run_id)
            """
                .formatted(ACTIVE_SOP, RefusedEverything.sql("c.id")))
        .params(params)
        .update();
  }

  private void readmit(Map<String, Object> params) {
    db.sql(
            """
            update participant p set state = 'ACTIVE', state_at = :now,
              active_sop = (select case when exists (select 1 from participant o
                  where o.contact_id = p.contact_id and o.active_sop = %1$s)
                then r.sop || '#' || r.id else %1$s end from run r where r.id = p.run_id)
            where p.run_id = :runId and p.contact_id = :contact and p.state = 'OPTED_OUT'
              and exists (select 1 from run r
                where r.id = p.run_id and r.state in ('RUNNING', 'PAUSED'))
              and not %2$s
            """
                .formatted(ACTIVE_SOP, RefusedEverything.sql("p.contact_id")))
        .params(params)
        .update();
  }

  /**
   * The active participants that have all the given marks.
   *
   * @param filter {@code mark=value} pairs joined by commas, {@code !} before a pair negates it;
   *     null or blank: all active participants
   * @throws IllegalArgumentException if the filter can't be read
   */
  public ContactSet active(long runId, String filter) {
    var marks = MarkFilter.read(filter);
    var params = new HashMap<>(marks.params());
    params.put("activeInRun", runId);
    return new ContactSet(
        """
        select p.contact_id from participant p
        where p.run_id = :activeInRun and p.state = 'ACTIVE'
        """
            + marks.sql(),
        params);
  }

  /**
   * Sets a mark on participants, as the model's step or whoever is logged in; a former value is
   * replaced. Returns how many did not have it yet.
   */
  @Transactional
  public int mark(long runId, ContactSet who, String mark, String value) {
    var by = Actor.current();
    var source = Actor.SYSTEM.equals(by) ? MarkSource.MODEL : MarkSource.PERSON;
    return marks.set(marks.begin(runId, source, by, null), who, mark, value, null);
  }

  /** Takes contacts out of the run for good, with what is still to be sent to them. */
  int leave(long runId, ContactSet who, ParticipantState to) {
    var refused = to == ParticipantState.OPTED_OUT;
    touches.withdraw(runId, who, refused ? Reason.REFUSED : Reason.LEFT_RUN);
    if (to == ParticipantState.CONVERTED) {
      attributions.converted(runId, who);
    }
    return move(
        runId, who, to, "active_sop = null,", "(active_sop is not null or state = 'ENDED')");
  }

  /**
   * Back into the cadence after a conversation, in every run that they had replied in, unless
   * another rep still owes them an answer; who left a run stays out.
   */
  int comeBack(ContactSet who) {
    var params = Map.<String, Object>of("now", db(clock.instant()), "answer", Replies.STEP);
    return db.sql(
            """
            update participant set state = 'ACTIVE', state_at = :now
            where state = 'REPLIED' and contact_id in (%s)
              and not exists (select 1 from visit v where v.contact_id = participant.contact_id
                and v.step = :answer and v.state = 'OPEN')
            """
                .formatted(who.sql()))
        .params(who.paramsWith(params))
        .update();
  }

  /**
   * The contact answered: no more mass messages of this run until a rep's visit is done.
   *
   * @return whether the contact was active in the run
   */
  @Transactional
  public boolean replied(long runId, long contactId) {
    var who = ContactSet.of(contactId);
    touches.withdraw(runId, who, Reason.LEFT_RUN);
    return move(runId, who, ParticipantState.REPLIED, "", "state = 'ACTIVE'") > 0;
  }

  private int move(long runId, ContactSet who, ParticipantState to, String also, String from) {
    var params = now(runId);
    params.put("state", to.name());
    return db.sql(
            """
            update participant set %s state = :state, state_at = :now
            where run_id = :runId and %s and contact_id in (%s)
            """
                .formatted(also, from, who.sql()))
        .params(who.paramsWith(params))
        .update();
  }

  private Map<String, Object> now(long runId) {
    var params = new HashMap<String, Object>();
    params.put("runId", runId);
    params.put("now", db(clock.instant()));
    return params;
  }
}
