package dev.sopflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.RunFixtures;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/**
 * How long measures take over a run of a million touches, and how fast its news is counted; on
 * PostgreSQL, with a small heap.
 */
@SopflowTest
@Tag("bench")
class MeasuresBench {

  private static final int PEOPLE = Integer.getInteger("sopflow.bench.participants", 200_000);

  private static final String REACHED =
      """
      select t.contact_id from touch t
      where t.run_id = :runId and t.state = 'SENT' and t.done_at >= :since
      """;

  private static final String RESPONDED =
      """
      select v.contact_id from visit v where v.run_id = :runId
      and v.outcome in ('INTERESTED', 'LATER', 'CONVERTED') and v.closed_at >= :since
      union all
      select t.contact_id from touch t join touch_event e on e.touch_id = t.id
      where t.run_id = :runId and e.kind = 'REPLIED' and e.at >= :since
      """;

  /** As measures were asked of the ledger itself. */
  private static final String OF_THE_LEDGER =
      """
      select
        (select count(*) from participant p where p.run_id = :runId) as participants,
        (select count(distinct x.contact_id) from (%s) x) as reached,
        (select count(distinct x.contact_id) from (%s) x) as responded,
        (select count(distinct t.contact_id) from touch t
          where t.run_id = :runId and exists (select 1 from touch_event e where e.touch_id = t.id
            and e.kind in ('OPENED', 'CLICKED') and e.at >= :since)) as opened,
        (select count(*) from participant p where p.run_id = :runId and p.state = 'CONVERTED'
          and p.state_at >= :since) as converted,
        (select count(*) from participant p where p.run_id = :runId and p.state = 'OPTED_OUT'
          and p.state_at >= :since) as refused
      from run r where r.id = :runId
      """
          .formatted(REACHED, RESPONDED);

  private static final String MATRIX_OF_THE_LEDGER =
      """
      select t.channel, t.reader_stage, count(*) as sent,
        sum(case when exists (select 1 from touch_event e where e.touch_id = t.id
          and e.kind in ('OPENED', 'CLICKED')) then 1 else 0 end) as opened,
        sum(case when exists (select 1 from touch_event e where e.touch_id = t.id
          and e.kind = 'CLICKED') then 1 else 0 end) as clicked,
        sum(case when exists (select 1 from touch_event e where e.touch_id = t.id
          and e.kind = 'REPLIED') then 1 else 0 end) as replied
      from touch t where t.run_id = :runId and t.state = 'SENT' group by t.channel, t.reader_stage
      """;

  @Autowired WebApplicationContext house;
  @Autowired RunFigures figures;
  @Autowired ReviewCounts counts;
  @Autowired Measures measures;
  @Autowired Rates rates;
  @Autowired ContentRanking ranking;
  @Autowired Sums sums;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void aRunOfAMillionTouches() {
    var run = seed();
    var touches = count("touch");
    System.out.printf(
        "BENCH touches %,d events %,d heap %d MB%n",
        touches, count("touch_event"), Runtime.getRuntime().maxMemory() >> 20);
    time("before: measure, whole run", () -> ask(OF_THE_LEDGER, run));
    time("before: channel x lifecycle", () -> ask(MATRIX_OF_THE_LEDGER, run));
    var begun = System.nanoTime();
    sums.sweep();
    var seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("BENCH counted %.1f s, %,.0f touches/s%n", seconds, touches / seconds);
    db.sql("analyze").update();
    var whole = Scope.ofRun(run);
    time("measure: whole run", () -> measures.of(run, null));
    time("measure: since a day", () -> measures.of(run, TestTime.START.minus(Duration.ofDays(1))));
    time("run: channel x lifecycle", () -> rates.of(whole, Dimension.CHANNEL, Dimension.LIFECYCLE));
    time("run: by content version", () -> rates.of(whole, Dimension.CONTENT_VERSION));
    time("run: by step", () -> rates.of(whole, Dimension.STEP));
    time("run: by hour", () -> rates.of(whole, Dimension.HOUR));
    time("run: by position", () -> rates.of(whole, Dimension.POSITION));
    time("run: by content stage", () -> rates.of(whole, Dimension.CONTENT_STAGE));
    time("run: content ranking", () -> ranking.of(whole));
    var month = Scope.between(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-03-31"));
    time(
        "all runs: channel x lifecycle",
        () -> rates.of(month, Dimension.CHANNEL, Dimension.LIFECYCLE));
    time("all runs: content ranking", () -> ranking.of(month));
    pages(run);
    news("where id % 1000 = 0");
    time("measure: 1,000 touches are new", () -> measures.of(run, null));
    news("where id % 1000 = 1");
    time("page /effect, 1,000 are new", () -> page("/effect"));
    System.out.printf("BENCH sums %,d rows%n", count("touch_sum"));
    assertThat(rates.total(whole).sent()).isPositive();
    assertThat(measures.of(run, null).reached())
        .isEqualTo(
            db.sql("select count(distinct contact_id) from touch where state = 'SENT'")
                .query(Integer.class)
                .single());
  }

  /** Whole requests: every query, and what is made of it. */
  private void pages(long run) {
    time("run: figures by step", () -> figures.steps(run));
    time("run: why dropped", () -> figures.dropped(run));
    time("run: visits", () -> figures.visits(run));
    time("run: funnel", () -> counts.funnel(run, ReviewOrder.PLAIN));
    time("run: whole review", () -> counts.of(run, ReviewOrder.PLAIN));
    time("page /effect", () -> page("/effect"));
    time("page /effect, a year", () -> page("/effect?days=365"));
    for (var part : List.of("", "/figures", "/touches", "/dates", "/participants", "/review")) {
      time("page /runs/{id}" + part, () -> page("/runs/" + run + part));
    }
  }

  private Object page(String path) {
    var browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    var answer = browser.get().uri(path).exchange();
    assertThat(answer).hasStatusOk();
    return answer;
  }

  private Object ask(String sql, long run) {
    var query = db.sql(sql).param("runId", run);
    return (sql.contains(":since")
            ? query.param(
                "since", TestTime.START.minus(Duration.ofDays(999)).atOffset(ZoneOffset.UTC))
            : query)
        .query()
        .listOfRows();
  }

  private static void time(String what, Supplier<?> query) {
    var begin = System.nanoTime();
    query.get();
    var first = System.nanoTime() - begin;
    begin = System.nanoTime();
    query.get();
    var second = System.nanoTime() - begin;
    System.out.printf(
        "BENCH %-32s %,7d ms  again %,7d ms%n", what, first / 1_000_000, second / 1_000_000);
  }

  private long count(String table) {
    return db.sql("select count(*) from " + table).query(Long.class).single();
  }

  /** Five steps, two channels, three lifecycle stages, ten pieces, working hours of two weeks. */
  private long seed() {
    var run = given.run("nurture-cadence");
    insert(
        """
        insert into contact (full_name, position_level, zone, language, region, created_at,
          updated_at)
        select 'Person ' || x, 'STAFF', 'UTC', 'en', 'GB', :now, :now
        from generate_series(1, :people) as g(x)
        """);
    insert(
        """
        insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
        select r.id, c.id, case when c.id % 200 = 0 then 'CONVERTED' else 'ACTIVE' end, null, :now,
          :now from run r cross join contact c where :people > 0
        """);
    insert(
        """
        insert into touch (run_id, step, occurrence, contact_id, channel, purpose,
          content_version_id, piece, state, reason, due_at, useful_until, planned_at, done_at,
          reader_stage, reader_level, reader_hour)
        select r.id, 'Task_Step' || s, 1, c.id, case when c.id % 4 = 0 then 'SMS' else 'EMAIL' end,
          'MARKETING', v.id, v.piece, case when c.id % 100 = 7 then 'FAILED' else 'SENT' end,
          case when c.id % 100 = 7 then 'PROVIDER_REFUSED' end, d.at, d.at, d.at, d.at,
          case c.id % 3 when 0 then 'lead' when 1 then 'customer' else '' end,
          case c.id % 5 when 0 then 'BOSS' when 1 then 'MANAGER' else 'STAFF' end, 9 + c.id % 9
        from contact c cross join run r cross join generate_series(1, 5) as g(s)
        cross join lateral (select cast(:now as timestamp with time zone)
          - ((s * 7 + c.id % 3) || ' day')::interval as at) d
        join (select w.id, w2.piece, row_number() over (order by w.id) as nr from content_version w
          join content w2 on w2.id = w.content_id) v
          on v.nr = 1 + (s * 2 + c.id % 2) % 10
        where :people > 0
        """);
    insert(
        """
        insert into touch_event (touch_id, at, kind)
        select id, :now, k from touch cross join (values ('SENT', 1), ('DELIVERED', 1),
          ('OPENED', 4), ('CLICKED', 20), ('REPLIED', 50), ('REFUSED', 300), ('CONVERTED', 500),
          ('BOUNCED', 150)) as kinds(k, every) where :people > 0 and id % every = 0
        """);
    insert(
        """
        insert into visit (run_id, step, occurrence, contact_id, state, outcome, opened_at, due_at,
          closed_at) select p.run_id, 'Task_Visits', 1, p.contact_id, 'DONE', 'LATER', :now, :now,
          :now from participant p where :people > 0 and p.contact_id % 20 = 0
        """);
    news("");
    db.sql("analyze").update();
    return run;
  }

  private void news(String which) {
    db.sql("insert into touch_news (run_id, touch_id) select run_id, id from touch " + which)
        .update();
  }

  private void insert(String sql) {
    db.sql(sql)
        .param("people", PEOPLE)
        .param("now", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
  }
}
