package dev.sopflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.ParticipantList;
import dev.sopflow.run.ParticipantState;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.VisitList;
import dev.sopflow.run.VisitRound;
import dev.sopflow.run.Visits;
import dev.sopflow.touch.Ledger;
import dev.sopflow.touch.Outbox;
import dev.sopflow.web.Page;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the pages' queries take over a million touches, and which tables they read from end to
 * end; on PostgreSQL.
 */
@SopflowTest
@Tag("bench")
class PagesBench {

  private static final int PEOPLE = Integer.getInteger("sopflow.bench.participants", 100_000);
  private static final Page.Asked FIRST = new Page.Asked(0, 50);

  @Autowired RunFigures figures;
  @Autowired Measures measures;
  @Autowired RunTouches touches;
  @Autowired Timelines timelines;
  @Autowired ParticipantList participants;
  @Autowired Participants enrolment;
  @Autowired VisitList visitList;
  @Autowired Visits visits;
  @Autowired Outbox outbox;
  @Autowired Ledger ledger;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  @Test
  void thePagesOfALargeHouse() {
    var run = seed();
    var start = TestTime.START;
    System.out.printf("BENCH touches %,d%n", count("touch"));
    time("run: figures by step", () -> figures.steps(run));
    time("run: why dropped", () -> figures.dropped(run));
    time("run: visits", () -> figures.visits(run));
    time("run: latest touches", () -> touches.recent(run, 15));
    time("run: next touches", () -> touches.upcoming(run, 15));
    time("run: participants by state", () -> participants.byState(run));
    time("run: a page of participants", () -> participants.page(run, null, 0, 50));
    time("run: its replied", () -> participants.page(run, ParticipantState.REPLIED, 0, 50));
    time("api: a run's touches", () -> touches.page(run, null, 0, 50));
    time("api: a run's failed", () -> touches.page(run, "FAILED", 0, 50));
    time("api: count of those", () -> touches.count(run, "FAILED"));
    time("api: a contact's touches", () -> ledger.find(4711L, null, null, FIRST));
    time("api: all touches", () -> ledger.find(null, null, null, FIRST));
    time("measure: whole run", () -> measures.of(run, null));
    time("measure: since a day", () -> measures.of(run, start.minus(Duration.ofDays(1))));
    time("today: troubles", () -> touches.troubles(15));
    time("today: overdue visits", () -> visitList.overdue(0, 20));
    time("today: count of those", () -> visitList.countOverdue());
    time("today: a rep's visits", () -> visitList.of("rep1", null, start, 100));
    time("contact: timeline", () -> timelines.of(4711, 0, 25));
    time("contact: length of it", () -> timelines.count(4711));
    time("outbox: first page", () -> outbox.find(null, null, FIRST));
    time("outbox: by name", () -> outbox.find(null, "person 4711", FIRST));
    time(
        "step: visit candidates",
        () -> visits.candidates(new VisitRound(run, "Task_Visits", 1), all(run), 500));
    time("step: leave out", () -> leaveOut(run));
    assertThat(figures.steps(run)).isNotEmpty();
  }

  private ContactSet all(long run) {
    return enrolment.active(run, null);
  }

  private Object leaveOut(long run) {
    visits.leaveOut(new VisitRound(run, "Task_Visits", 1), all(run), "ops");
    return run;
  }

  private void time(String what, Supplier<?> query) {
    var before = scans();
    var begin = System.nanoTime();
    query.get();
    var first = System.nanoTime() - begin;
    var after = scans();
    begin = System.nanoTime();
    query.get();
    var second = System.nanoTime() - begin;
    after.entrySet().removeIf(one -> one.getValue().equals(before.get(one.getKey())));
    System.out.printf(
        "BENCH %-28s %,7d ms  again %,7d ms  whole tables read: %s%n",
        what, first / 1_000_000, second / 1_000_000, after.keySet());
  }

  private Map<String, Long> scans() {
    db.sql("select pg_stat_force_next_flush()").query((row, n) -> "").list();
    var scans = new TreeMap<String, Long>();
    db.sql("select relname, seq_scan from pg_stat_user_tables where n_live_tup > 1000")
        .query((row, n) -> scans.put(row.getString("relname"), row.getLong("seq_scan")))
        .list();
    return scans;
  }

  private long count(String table) {
    return db.sql("select count(*) from " + table).query(Long.class).single();
  }

  /** One run of everybody with half of the touches, ten smaller ones with the rest. */
  private long seed() {
    var run = given.run("sop-large");
    people();
    touches(run, 5, PEOPLE);
    for (var i = 0; i < 10; i++) {
      touches(given.run("sop-" + i), 5, PEOPLE / 10);
    }
    participants(run);
    visits(run);
    events();
    db.sql("analyze").update();
    return run;
  }

  private void people() {
    insert(
        """
        insert into company (name, name_key) select 'Company ' || x, 'company ' || x
        from generate_series(1, :people / 10) as g(x)
        """);
    insert(
        """
        insert into contact (full_name, name_key, position_level, zone, language, region, created_at,
          updated_at, company_id)
        select 'Person ' || x, 'person ' || x, 'STAFF', 'UTC', 'en', 'GB', :now, :now,
          (select min(id) from company) + x % (:people / 10)
        from generate_series(1, :people) as g(x)
        """);
    insert(
        """
        insert into contact_identity (kind, id_value, contact_id)
        select k, k || id, id from contact cross join (values ('EMAIL'), ('PHONE')) as kinds(k)
        where :people > 0 and (k = 'EMAIL' or id % 10 <> 0)
        """);
    insert(
        """
        insert into consent (contact_id, channel, status, source, at)
        select id, case id % 3 when 0 then 'CALL' when 1 then 'EMAIL' else 'SMS' end,
          case when id % 20 = 0 then 'REFUSED' else 'GRANTED' end, 'bench', :now from contact
        where :people > 0
        """);
  }

  private void touches(long run, int steps, int people) {
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, piece, state,
              reason, due_at, useful_until, planned_at, done_at)
            select :run, 'Task_Step' || s, 1, c.id, 'EMAIL', 'MARKETING', 'piece-' || s, st.state,
              case when st.state = 'DROPPED' then 'REFUSED' end, st.at, st.at, st.at,
              case when st.state <> 'PLANNED' then st.at end
            from contact c cross join generate_series(1, :steps) as g(s)
            cross join lateral (select case
                when s = :steps and c.id % 2 = 0 then 'PLANNED' when c.id % 10 = 0 then 'DROPPED'
                when c.id % 1000 = 1 then 'FAILED' else 'SENT' end as state,
              cast(:now as timestamp with time zone)
                + (s * 7 - 40) * interval '1 day' + (c.id % 86400) * interval '1 second' as at) st
            where c.id - (select min(id) from contact) < :people
            """)
        .param("run", run)
        .param("steps", steps)
        .param("people", people)
        .param("now", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
  }

  private void participants(long run) {
    insert(
        """
        insert into participant (run_id, contact_id, state, active_sop, joined_at, state_at)
        select r.id, c.id, case when c.id % 50 = 0 then 'REPLIED' else 'ACTIVE' end, r.sop, :now,
          :now
        from run r join contact c on r.sop = 'sop-large' or c.id % 10 = 1 where :people > 0
        """);
    insert(
        """
        insert into mark_act (run_id, source, marked_by, at)
        select id, 'MODEL', 'system', :now from run where :people > 0
        """);
    insert(
        """
        insert into mark_change (act_id, run_id, contact_id, mark, new_value)
        select a.id, p.run_id, p.contact_id, 'visit', 'later' from participant p
        join mark_act a on a.run_id = p.run_id where :people > 0
        """);
    insert(
        """
        insert into participant_mark (run_id, contact_id, mark, mark_value, change_id)
        select run_id, contact_id, mark, new_value, id from mark_change where :people > 0
        """);
  }

  /** Most of them done, some open and overdue. */
  private void visits(long run) {
    insert(
        """
        insert into visit (run_id, step, occurrence, contact_id, rep, state, outcome, opened_at,
          due_at, closed_at)
        select p.run_id, 'Task_Visits', 0 - s, p.contact_id, 'rep' || (p.contact_id % 2 + 1),
          case when s = 3 and p.contact_id % 100 = 0 then 'OPEN' else 'DONE' end,
          case when s = 3 and p.contact_id % 100 = 0 then null else 'LATER' end,
          :now, cast(:now as timestamp with time zone) - interval '1 day', case when s = 3 and p.contact_id % 100 = 0 then null else
          cast(:now as timestamp with time zone) - s * interval '1 day' end
        from participant p cross join generate_series(1, 3) as g(s) where :people > 0
        """);
  }

  private void events() {
    insert(
        """
        insert into touch_event (touch_id, at, kind, reason)
        select id, :now, k, null from touch cross join (values ('DEFERRED', 3), ('DELIVERED', 1),
          ('OPENED', 4), ('CLICKED', 20)) as kinds(k, every) where :people > 0 and id % every = 0
        """);
    insert(
        """
        insert into outbox_message (touch_id, channel, address, subject, body, at)
        select id, channel, 'EMAIL' || contact_id, 'Subject', 'Body of it', done_at from touch
        where state = 'SENT' and :people > 0
        """);
    insert(
        """
        insert into contact_event (contact_id, at, kind, actor)
        select id, :now, 'IMPORTED', 'ops' from contact where :people > 0
        """);
  }

  private void insert(String sql) {
    db.sql(sql)
        .param("people", PEOPLE)
        .param("now", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
  }
}
