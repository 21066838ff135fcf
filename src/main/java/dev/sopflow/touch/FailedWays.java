package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Touches that failed by their channel, of steps that fall back to the next one. They are noted in
 * the transaction that stores the failure, and wait here until {@link FallBacks} has planned them.
 */
@Component
class FailedWays {

  private final JdbcClient db;

  FailedWays(JdbcClient db) {
    this.db = db;
  }

  /** Keeps the channels of a step that falls back; the first word of an occurrence stays. */
  void expect(SendPlan plan) {
    db.sql(
            """
            insert into fall_back (run_id, step, occurrence, channels)
            select :run, cast(:step as varchar(100)), :occurrence, cast(:channels as varchar(100))
            where not exists (select 1 from fall_back where run_id = :run and step = :step
              and occurrence = :occurrence)
            """)
        .param("run", plan.runId())
        .param("step", plan.step())
        .param("occurrence", plan.occurrence())
        .param(
            "channels",
            plan.channels().stream().map(Channel::name).collect(Collectors.joining(",")))
        .update();
  }

  /** What fails of the run's steps so far stays as it is. */
  void expectNoMore(long runId) {
    db.sql("delete from fall_back where run_id = ?").param(runId).update();
  }

  /**
   * Those of them that another channel may still bring. What was withdrawn or refused is no failure
   * of a channel. The caller has the touches locked.
   */
  void note(Collection<Long> touches) {
    if (touches.isEmpty()) {
      return;
    }
    db.sql(
            """
            insert into failed_way (touch_id) select t.id from touch t join fall_back f
              on f.run_id = t.run_id and f.step = t.step and f.occurrence = t.occurrence
            where t.id = any(:ids) and t.withdrawn is null and t.piece is not null
              and (t.state = 'FAILED' and t.reason <> 'REFUSED'
                or t.state = 'DROPPED' and t.reason in ('UNREACHABLE', 'SUPPRESSED')
                or t.state = 'SENT' and not %s)
              and not exists (select 1 from failed_way w where w.touch_id = t.id)
            """
                .formatted(Signals.arrives("t")))
        .param("ids", touches.toArray(Long[]::new))
        .update();
  }

  /** Locks some that nobody else has; oldest first. */
  List<Long> lock(int most) {
    return db.sql(
            """
            select touch_id from failed_way order by touch_id fetch first :most rows only
            for update skip locked
            """)
        .param("most", most)
        .query(Long.class)
        .list();
  }

  void done(Collection<Long> touches) {
    db.sql("delete from failed_way where touch_id = any(:ids)")
        .param("ids", touches.toArray(Long[]::new))
        .update();
  }

  /** The channels of the touch's step that come after {@code failed}. */
  List<Channel> after(long runId, String step, int occurrence, Channel failed) {
    var channels =
        db
            .sql(
                """
                select channels from fall_back where run_id = :run and step = :step
                  and occurrence = :occurrence for update
                """)
            .param("run", runId)
            .param("step", step)
            .param("occurrence", occurrence)
            .query(String.class)
            .list()
            .stream()
            .flatMap(all -> Arrays.stream(all.split(",")))
            .map(Channel::valueOf)
            .toList();
    return channels.subList(channels.indexOf(failed) + 1, channels.size());
  }
}
