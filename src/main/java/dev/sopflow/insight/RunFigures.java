package dev.sopflow.insight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Where a run's touches and visits stand, step by step. */
@Service
public class RunFigures {

  private final JdbcClient db;

  RunFigures(JdbcClient db) {
    this.db = db;
  }

  /**
   * A step's touches, in the order in which the run came to its steps.
   *
   * @param step the model's activity id
   * @param waiting planned, held or in hand
   * @param deferred of the waiting ones, those that were put off at least once
   * @param failed refused by the provider, or without a clear answer
   */
  public record Step(
      String step, int planned, int waiting, int sent, int failed, int dropped, int deferred) {}

  /** Why touches of a run did not go out, the most frequent first. */
  public record Dropped(String step, String reason, int count) {}

  /** Marketing and transactional touches by step. */
  public List<Step> steps(long runId) {
    return db.sql(
            """
            select s.step, sum(s.n) as planned,
              sum(case when s.state in ('PLANNED', 'HELD', 'CLAIMED') then s.n else 0 end) as waiting,
              sum(case when s.state = 'SENT' then s.n else 0 end) as sent,
              sum(case when s.state in ('FAILED', 'UNKNOWN') then s.n else 0 end) as failed,
              sum(case when s.state = 'DROPPED' then s.n else 0 end) as dropped,
              coalesce(max(d.deferred), 0) as deferred
            from (select step, state, count(*) as n, min(id) as first_id from touch
              where run_id = :runId and purpose not in ('VISIT', 'ANSWER')
              group by step, state) s
            left join (
              select t.step, count(*) as deferred from touch t
              where t.run_id = :runId and t.state in ('PLANNED', 'HELD', 'CLAIMED')
                and t.purpose not in ('VISIT', 'ANSWER')
                and exists (select 1 from touch_event e
                  where e.touch_id = t.id and e.kind = 'DEFERRED')
              group by t.step) d on d.step = s.step
            group by s.step order by min(s.first_id)
            """)
        .param("runId", runId)
        .query(Step.class)
        .list();
  }

  public List<Dropped> dropped(long runId) {
    return db.sql(
            """
            select t.step, t.reason, count(*) as count from touch t
            where t.run_id = :runId and t.state = 'DROPPED'
            group by t.step, t.reason order by 3 desc, 1, 2
            """)
        .param("runId", runId)
        .query(Dropped.class)
        .list();
  }

  /**
   * Visits by outcome; those without one under their state OPEN, CANCELLED or SKIPPED, or
   * ROUND_OVER.
   */
  public Map<String, Integer> visits(long runId) {
    var counts = new LinkedHashMap<String, Integer>();
    db.sql(
            """
            select w.word, count(*) as n from (
              select case when v.state = 'DONE' then v.outcome
                when v.reason = 'ROUND_OVER' then v.reason else v.state end as word
              from visit v where v.run_id = :runId) w
            group by w.word order by 2 desc, 1
            """)
        .param("runId", runId)
        .query((row, n) -> counts.put(row.getString("word"), row.getInt("n")))
        .list();
    return counts;
  }
}
