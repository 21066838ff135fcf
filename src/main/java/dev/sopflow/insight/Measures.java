package dev.sopflow.insight;

import static dev.sopflow.time.DbTime.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** How people took a run so far. See {@link Effect}. */
@Service
public class Measures {

  /** Outcomes of a visit that are an answer. */
  static final String ANSWERS = "'INTERESTED', 'LATER', 'CONVERTED'";

  private static final String COUNTS =
      """
      select
        (select count(*) from participant p where p.run_id = :runId) as participants,
        (select count(*) from participant p where p.run_id = :runId and p.state = 'CONVERTED'
          and p.state_at >= :since) as converted,
        count(case when s.tried_at >= :since then 1 end) as tried,
        count(case when s.sent_at >= :since then 1 end) as reached,
        count(case when s.replied_at >= :since then 1 end) as responded,
        count(case when s.clicked_at >= :since then 1 end) as clicked,
        count(case when s.opened_at >= :since then 1 end) as opened,
        count(case when s.refused_at >= :since then 1 end) as refused,
        count(case when s.unreachable_at >= :since then 1 end) as unreachable
      from reader_sum s where s.run_id = :runId
      """;

  private final JdbcClient db;
  private final Sums sums;

  Measures(JdbcClient db, Sums sums) {
    this.db = db;
    this.sums = sums;
  }

  /**
   * How people took a run, each counted once. What they did is defined by {@link Effect}; rates are
   * shares of {@code reached}, but unreachable ones of those whom we tried to reach.
   *
   * @param participants enrolled in the run
   * @param reached who got a message or talked with us
   * @param responses who answered
   * @param clicks who clicked
   * @param opens who opened or clicked; noisy, never to be judged by alone
   * @param opportunities who became an opportunity
   * @param refusals who refused by a touch of the run, or soon after it
   * @param unreachable who could not be reached
   */
  public record Feedback(
      int participants,
      int reached,
      Rate responses,
      Rate clicks,
      Rate opens,
      Rate opportunities,
      Rate refusals,
      Rate unreachable) {}

  /**
   * @param since counts what happened from then on; null: from the run's beginning
   * @return all zero for an unknown run
   */
  public Feedback of(long runId, Instant since) {
    sums.upToDate(runId);
    return db.sql(COUNTS)
        .param("since", db(since == null ? Instant.EPOCH : since))
        .param("runId", runId)
        .query(Measures::read)
        .single();
  }

  private static Feedback read(ResultSet row, int n) throws SQLException {
    var reached = row.getInt("reached");
    return new Feedback(
        row.getInt("participants"),
        reached,
        new Rate(row.getInt("responded"), reached),
        new Rate(row.getInt("clicked"), reached),
        new Rate(row.getInt("opened"), reached),
        new Rate(row.getInt("converted"), reached),
        new Rate(row.getInt("refused"), reached),
        new Rate(row.getInt("unreachable"), row.getInt("tried")));
  }
}
