package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.touch.Reason;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ends of rounds of visits; whoever was not reached by then stays visible. */
@Service
public class RoundEnds {

  private static final String OPEN =
      " from visit v where v.run_id = :runId and v.step = any(:steps) and v.state = 'OPEN'";

  /** Wanted by the steps, but reached by none: closed, never opened, or tried in vain. */
  private static final String NOT_REACHED =
      """
      select p.contact_id from participant p
      where p.run_id = :runId and p.state = 'ACTIVE'
        and exists (select 1 from visit v where v.run_id = p.run_id and v.contact_id = p.contact_id
          and v.step = any(:steps)
          and (v.reason = 'ROUND_OVER' or v.state = 'DONE'))
        and not exists (select 1 from visit v where v.run_id = p.run_id
          and v.contact_id = p.contact_id and v.step = any(:steps)
          and v.state = 'DONE' and v.outcome in ('ADDED', %s))
      """
          .formatted(Talks.OUTCOMES);

  private final JdbcClient db;
  private final Clock clock;
  private final Participants participants;
  private final RunEngine engine;
  private final OpsJournal journal;

  RoundEnds(
      JdbcClient db, Clock clock, Participants participants, RunEngine engine, OpsJournal journal) {
    this.db = db;
    this.clock = clock;
    this.participants = participants;
    this.engine = engine;
    this.journal = journal;
  }

  /**
   * Closes the open visits that these steps of a run started, with their processes, and stops
   * waiting for whom there was no room; who had replied is back in the cadence.
   *
   * @return the ids of the active participants whom these rounds wanted and none of their visits
   *     reached
   */
  @Transactional
  public List<Long> end(long runId, Collection<String> steps, String by) {
    var params = Map.<String, Object>of("runId", runId, "steps", steps.toArray(String[]::new));
    lock(params);
    var open = db.sql("select v.*" + OPEN).params(params).query(Visit::read).list();
    close(params);
    var neverOpened = skip(params);
    comeBack(open);
    engine.endVisits(
        open.stream().map(Visit::processInstanceId).filter(Objects::nonNull).toList(),
        "The round is over");
    journal.write(runId, by, "journal.run.roundOver", open.size(), neverOpened);
    return notReached(params);
  }

  /** Whether no visit that these steps of a run start is open, and nobody waits for one. */
  public boolean allDone(long runId, Collection<String> steps) {
    return db.sql(
                """
                select count(*) from (
                  select v.contact_id from visit v
                  where v.run_id = :runId and v.step = any(:steps) and v.state = 'OPEN'
                  union all
                  select w.contact_id from visit_waiting w
                  where w.run_id = :runId and w.step = any(:steps)) undone
                """)
            .param("runId", runId)
            .param("steps", steps.toArray(String[]::new))
            .query(Long.class)
            .single()
        == 0;
  }

  private void lock(Map<String, Object> params) {
    db.sql(
            "select id from contact where id in (select v.contact_id %s) order by id for update"
                .formatted(OPEN))
        .params(params)
        .query(Long.class)
        .list();
  }

  private void close(Map<String, Object> params) {
    db.sql(
            """
            update visit set state = 'CANCELLED', reason = :why, closed_at = :now
            where run_id = :runId and step = any(:steps) and state = 'OPEN'
            """)
        .params(params)
        .param("why", Reason.ROUND_OVER.name())
        .param("now", db(clock.instant()))
        .update();
  }

  /** As visits of no coming of the run to the step. */
  private int skip(Map<String, Object> params) {
    var skipped =
        db.sql(
                """
                insert into visit (run_id, step, occurrence, contact_id, state, reason, opened_at,
                  due_at, closed_at)
                select w.run_id, w.step, 0, w.contact_id, 'SKIPPED', 'ROUND_OVER', t.at, t.at, t.at
                from visit_waiting w
                join participant p on p.run_id = w.run_id and p.contact_id = w.contact_id
                cross join (select cast(:now as timestamp(6) with time zone) as at) t
                where w.run_id = :runId and w.step = any(:steps) and p.state = 'ACTIVE'
                  and not exists (select 1 from visit v where v.run_id = w.run_id
                    and v.step = w.step and v.occurrence = 0 and v.contact_id = w.contact_id)
                order by w.contact_id
                """)
            .params(params)
            .param("now", db(clock.instant()))
            .update();
    db.sql("delete from visit_waiting where run_id = :runId and step = any(:steps)")
        .params(params)
        .update();
    return skipped;
  }

  private void comeBack(List<Visit> open) {
    var people = open.stream().map(Visit::contactId).distinct().toArray(Long[]::new);
    participants.comeBack(ContactSet.ofAll(people));
  }

  private List<Long> notReached(Map<String, Object> params) {
    return db.sql(NOT_REACHED).params(params).query(Long.class).list();
  }
}
