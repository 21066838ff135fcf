package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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

  List<Visits.Candidate> find(long runId, ContactSet who, int limit) {
    var params = new HashMap<String, Object>();
    params.put("runId", runId);
    params.put("limit", limit);
    return db.sql(
            """
            select c.id, c.owner, c.position_level, co.crm_status, co.size,
              (select max(t.done_at) from touch t where t.contact_id = c.id and t.state = 'SENT'
                and t.purpose = 'VISIT') as talked_at,
              (select max(v.opened_at) from visit v where v.contact_id = c.id
                and v.state in ('OPEN', 'DONE')) as visited_at
            from contact c left join company co on co.id = c.company_id
            where c.id in (%s)
              and not exists (select 1 from visit v
                where v.contact_id = c.id and v.state = 'OPEN' and v.run_id = :runId)
              and %s
            order by visited_at nulls first fetch first :limit rows with ties
            """
                .formatted(who.sql(), VisitWays.open("c.id")))
        .params(who.paramsWith(params))
        .query(this::read)
        .list();
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
