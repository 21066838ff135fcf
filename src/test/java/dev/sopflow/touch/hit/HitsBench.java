package dev.sopflow.touch.hit;

import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestDatabase;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How fast the clicks are judged that a mass send brings: each of another reader, who takes part in
 * a run and is new to their link, so that whoever listens hears of each; run by name.
 */
@Tag("bench")
@SopflowTest
class HitsBench {

  private static final int CLICKS = Integer.getInteger("sopflow.bench.clicks", 10_000);

  @Autowired Judging judging;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;

  @Test
  void aMassSendIsClicked() {
    var run = given.run("nurture-cadence");
    clicked(run, 1, 500);
    judging.judgeSettled();
    clicked(run, 1000, CLICKS);
    var begun = System.nanoTime();
    judging.judgeSettled();
    var seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "BENCH %,d clicks judged and told, %s: %.1f s, %,.0f/s%n",
        CLICKS, TestDatabase.isPostgresql() ? "PostgreSQL" : "H2", seconds, CLICKS / seconds);
    assertThat(count("touch_signal where kind = 'OPENED'")).isEqualTo(CLICKS + 500);
    assertThat(count("touch_signal where kind = 'CLICKED'")).isEqualTo(CLICKS + 500);
    assertThat(count("engagement")).isEqualTo(CLICKS + 500);
  }

  private void clicked(long run, int first, int count) {
    var now = db(clock.instant());
    add(
        """
        insert into contact (full_name, position_level, zone, language, region, created_at,
          updated_at) select 'Bench ' || x, 'STAFF', 'UTC', 'en', 'GB', current_timestamp,
          current_timestamp from %s
        """,
        first, count);
    db.sql(
            """
            insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
            select :run, id, 'ACTIVE', 'nurture-cadence', cast(:now as timestamp(6) with time zone),
              cast(:now as timestamp(6) with time zone) from contact c
            where full_name like 'Bench%' and not exists (select 1 from participant p
              where p.contact_id = c.id)
            """)
        .param("run", run)
        .param("now", now)
        .update();
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              address, due_at, useful_until, planned_at, done_at)
            select :run, 'Task_Send', 1, id, 'EMAIL', 'MARKETING', 'SENT', 'p' || id || '@x.example',
              cast(:now as timestamp(6) with time zone), cast(:now as timestamp(6) with time zone),
              cast(:now as timestamp(6) with time zone), cast(:now as timestamp(6) with time zone)
            from contact c where full_name like 'Bench%' and not exists (select 1 from touch t
              where t.contact_id = c.id)
            """)
        .param("run", run)
        .param("now", now)
        .update();
    db.sql(
            """
            insert into touch_link (hash, url) select 'bench', 'https://x.example/bench'
            where not exists (select 1 from touch_link where hash = 'bench')
            """)
        .update();
    db.sql(
            """
            insert into touch_hit (touch_id, kind, link_id, at, method, agent, network, prefetch)
            select id, 'CLICK', (select id from touch_link where hash = 'bench'),
              cast(:at as timestamp(6) with time zone), 'GET', 'Mozilla/5.0 (iPhone)',
              '10.' || mod(id, 200) || '.' || mod(id / 200, 200) || '.0/24', false
            from touch t where not exists (select 1 from touch_hit h where h.touch_id = t.id)
            """)
        .param("at", db(clock.instant().plusSeconds(60)))
        .update();
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(2)));
  }

  private void add(String sql, int first, int count) {
    var rows =
        TestDatabase.isPostgresql()
            ? "generate_series(%d, %d) as n(x)".formatted(first, first + count - 1)
            : "system_range(%d, %d)".formatted(first, first + count - 1);
    db.sql(sql.formatted(rows)).update();
  }

  private int count(String rows) {
    return db.sql("select count(*) from " + rows).query(Integer.class).single();
  }
}
