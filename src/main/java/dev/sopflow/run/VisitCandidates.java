package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who can be visited, with what a priority decision needs. */
@Component
class VisitCandidates {

  private final JdbcClient db;
  private final Clock clock;

  VisitCandidates(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  List<Visits.Candidate> find(VisitRound round, ContactSet who, int limit) {
    var params = round.params();
    params.put("limit", limit);
    return db.sql(
            """
            select c.id, c.owner, c.position_level, co.crm_status, co.size,
              (select max(t.done_at) from touch t where t.contact_id = c.id and t.state = 'SENT'
                and t.purpose in ('VISIT', 'ANSWER')) as talked_at,
              (select max(v.opened_at) from visit v where v.contact_id = c.id
                and v.state in ('OPEN', 'DONE')) as visited_at
            from contact c left join company co on co.id = c.company_id
            where c.id in (%s)
              and %s
            order by visited_at nulls first fetch first :limit rows with ties
            """
                .formatted(who.sql(), wanted(round)))
        .params(who.paramsWith(params))
        .query(this::read)
        .list();
  }

  /** Whether the contact {@code c} is still to be visited in this round, and can be. */
  static String wanted(VisitRound round) {
    return """
           not exists (select 1 from visit v where v.contact_id = c.id and v.run_id = :runId
             and (v.state = 'OPEN' or %s and v.step = :step and v.state <> 'SKIPPED'))
           and %s
           """
        .formatted(round.isDrained() ? "1 = 1" : "1 = 0", VisitWays.by(round.ways()).open("c.id"));
  }

  private Visits.Candidate read(ResultSet row, int n) throws SQLException {
    return new Visits.Candidate(
        row.getLong("id"),
        row.getString("owner"),
        row.getString("position_level"),
        row.getString("crm_status"),
        row.getObject("size", Integer.class),
        daysSince(row),
        DbTime.instant(row, "visited_at"));
  }

  private Integer daysSince(ResultSet row) throws SQLException {
    var talkedAt = DbTime.instant(row, "talked_at");
    return talkedAt == null ? null : (int) Duration.between(talkedAt, clock.instant()).toDays();
  }
}
