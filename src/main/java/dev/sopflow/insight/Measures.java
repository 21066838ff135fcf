package dev.sopflow.insight;

import static dev.sopflow.time.DbTime.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What customers' behaviour says about a run so far. Definitions stand here once. */
@Service
public class Measures {

  /** Who got a message or talked with us, once or more. */
  static final String REACHED =
      """
      select t.contact_id from touch t
      where t.run_id = :runId and t.state = 'SENT' and t.done_at >= :since
      """;

  /** Who talked with us, once or more; being asked to connect is no conversation. */
  static final String TALKED =
      """
      select v.contact_id from visit v where v.run_id = :runId and v.state = 'DONE'
      and v.outcome not in ('NO_ANSWER', 'ADDED', 'NOT_ACCEPTED', 'NOT_FOUND')
      and v.closed_at >= :since
      """;

  /** Who answered a rep or wrote back, once or more. */
  static final String RESPONDED =
      """
      select v.contact_id from visit v where v.run_id = :runId
      and v.outcome in ('INTERESTED', 'LATER', 'CONVERTED') and v.closed_at >= :since
      union all
      select t.contact_id from touch t join touch_event e on e.touch_id = t.id
      where t.run_id = :runId and e.kind = 'REPLIED' and e.at >= :since
      """;

  private static final String COUNTS =
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
      from run r
      where r.id = :runId
      """
          .formatted(REACHED, RESPONDED);

  private final JdbcClient db;

  Measures(JdbcClient db) {
    this.db = db;
  }

  /**
   * Rates are shares of {@code reached}, 0 to 1; 0 when nobody was reached.
   *
   * @param participants enrolled in the run
   * @param reached contacts with at least one sent touch or held conversation
   * @param responded contacts who answered: interested, later or converted in a visit
   * @param converted contacts who became an opportunity
   * @param refused contacts who opted out of everything during the run
   * @param openRate contacts who opened or clicked a message; noisy, never to be judged by alone
   */
  public record Feedback(
      int participants,
      int reached,
      int responded,
      int converted,
      int refused,
      double responseRate,
      double openRate,
      double opportunityRate,
      double refusalRate) {}

  /**
   * @param since counts what happened from then on; null: from the run's beginning
   * @return all zero for an unknown run
   */
  public Feedback of(long runId, Instant since) {
    return db.sql(COUNTS)
        .param("since", db(since == null ? Instant.EPOCH : since))
        .param("runId", runId)
        .query(Measures::read)
        .optional()
        .orElse(new Feedback(0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  private static Feedback read(ResultSet row, int n) throws SQLException {
    var reached = row.getInt("reached");
    return new Feedback(
        row.getInt("participants"),
        reached,
        row.getInt("responded"),
        row.getInt("converted"),
        row.getInt("refused"),
        share(row.getInt("responded"), reached),
        share(row.getInt("opened"), reached),
        share(row.getInt("converted"), reached),
        share(row.getInt("refused"), reached));
  }

  /** Who refuses before being reached counts too, so the share is kept at 1. */
  private static double share(int part, int reached) {
    return reached == 0 ? 0 : Math.min(1, (double) part / reached);
  }
}
