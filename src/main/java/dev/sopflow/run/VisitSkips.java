package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.touch.Reason;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps whom a round of visits left out, each with the reason, as the ledger keeps its drops. */
@Component
class VisitSkips {

  private static final String INSERT =
      """
      insert into visit (run_id, step, occurrence, contact_id, state, reason, opened_at, due_at,
        closed_at)
      select :runId, cast(:step as varchar(100)), :occurrence, c.id, 'SKIPPED', %s, %s, %s, %s
      from contact c
      where c.id in (%s) and not %s
        and not exists (select 1 from visit v
          where v.contact_id = c.id and v.state = 'OPEN' and v.run_id = :runId)
        and not exists (select 1 from visit v where v.run_id = :runId and v.step = :step
          and v.contact_id = c.id and %s)
      order by c.id
      """;
  private static final String NOW = "cast(:now as timestamp(6) with time zone)";

  private final JdbcClient db;
  private final Clock clock;
  private final OpsJournal journal;

  VisitSkips(JdbcClient db, Clock clock, OpsJournal journal) {
    this.db = db;
    this.clock = clock;
    this.journal = journal;
  }

  void keep(VisitRound round, ContactSet who, String by) {
    var skipped = insert(round, who);
    if (skipped > 0) {
      var why = why(round);
      journal.write(
          round.runId(),
          by,
          "journal.run.skipped",
          skipped,
          why.getOrDefault(Reason.REFUSED, 0),
          why.getOrDefault(Reason.SUPPRESSED, 0),
          why.getOrDefault(Reason.UNREACHABLE, 0));
    }
  }

  private int insert(VisitRound round, ContactSet who) {
    var params = round.params();
    params.put("now", db(clock.instant()));
    var ways = VisitWays.by(round.ways());
    var before = round.isDrained() ? "1 = 1" : "v.occurrence = :occurrence";
    return db.sql(
            INSERT.formatted(
                ways.whyNone("c.id"), NOW, NOW, NOW, who.sql(), ways.open("c.id"), before))
        .params(who.paramsWith(params))
        .update();
  }

  private Map<Reason, Integer> why(VisitRound round) {
    var counts = new EnumMap<Reason, Integer>(Reason.class);
    db.sql(
            """
            select reason, count(*) as n from visit where run_id = :runId and step = :step
              and occurrence = :occurrence and state = 'SKIPPED' group by reason
            """)
        .params(round.params())
        .query((row, n) -> counts.put(Reason.valueOf(row.getString("reason")), row.getInt("n")))
        .list();
    return counts;
  }
}
