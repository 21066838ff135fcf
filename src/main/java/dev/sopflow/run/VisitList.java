package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads which visits wait, for those who make them and those who watch over them. */
@Service
public class VisitList {

  private static final String WAITING =
      """
      select v.*, c.full_name, co.name as company, r.name as run_name from visit v
      join run r on r.id = v.run_id join contact c on c.id = v.contact_id
      left join company co on co.id = c.company_id
      where v.state = 'OPEN' and r.state in ('RUNNING', 'ENDED') and v.due_at <= :until and %s
      order by v.due_at, v.priority desc, v.id limit :limit offset :offset
      """;

  private static final String FOR_REP = "(v.rep = :rep or v.rep is null)";

  private final JdbcClient db;
  private final Clock clock;

  VisitList(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * A visit that waits.
   *
   * @param process the visit's own process, or null
   * @param rep a user name, or null when it is open to all reps
   * @param company null if unknown
   */
  public record WaitingVisit(
      long id,
      long runId,
      String runName,
      long contactId,
      String fullName,
      String company,
      String process,
      String rep,
      int priority,
      int attempts,
      Instant dueAt,
      boolean overdue) {}

  /** A run with visits that wait. */
  public record WaitingRun(long id, String name) {}

  /**
   * A rep's own visits and those open to all, due until then; the longest due first.
   *
   * @param run only of this run, or null
   */
  public List<WaitingVisit> of(String rep, Long run, Instant until, int limit) {
    return run == null
        ? list(FOR_REP, Map.of("rep", rep), until, 0, limit)
        : list(FOR_REP + " and r.id = :run", Map.of("rep", rep, "run", run), until, 0, limit);
  }

  /** The runs whose visits {@link #of} gives, by name. */
  public List<WaitingRun> runsOf(String rep, Instant until) {
    return db.sql(
            """
            select r.id, r.name from run r where r.state in ('RUNNING', 'ENDED') and exists
              (select 1 from visit v where v.run_id = r.id and v.state = 'OPEN'
                and v.due_at <= :until and %s)
            order by r.name, r.id
            """
                .formatted(FOR_REP))
        .param("until", db(until))
        .param("rep", rep)
        .query(WaitingRun.class)
        .list();
  }

  /** Every visit that is past its time; the longest due first. */
  public List<WaitingVisit> overdue(long offset, int limit) {
    return list("1 = 1", Map.of(), clock.instant(), offset, limit);
  }

  /** How many visits are past their time. */
  public long countOverdue() {
    return db.sql(
            """
            select count(*) from visit v join run r on r.id = v.run_id
            where v.state = 'OPEN' and r.state in ('RUNNING', 'ENDED') and v.due_at <= :now
            """)
        .param("now", db(clock.instant()))
        .query(Long.class)
        .single();
  }

  private List<WaitingVisit> list(
      String whose, Map<String, Object> params, Instant until, long offset, int limit) {
    return db.sql(WAITING.formatted(whose))
        .params(params)
        .param("until", db(until))
        .param("limit", limit)
        .param("offset", offset)
        .query(this::read)
        .list();
  }

  private WaitingVisit read(ResultSet row, int n) throws SQLException {
    var dueAt = DbTime.instant(row, "due_at");
    return new WaitingVisit(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("run_name"),
        row.getLong("contact_id"),
        row.getString("full_name"),
        row.getString("company"),
        row.getString("process_instance_id"),
        row.getString("rep"),
        row.getInt("priority"),
        row.getInt("attempts"),
        dueAt,
        dueAt.isBefore(clock.instant()));
  }
}
