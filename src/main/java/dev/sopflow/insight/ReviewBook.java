package dev.sopflow.insight;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What earlier runs have taught. */
@Service
public class ReviewBook {

  private static final String LAST =
      """
      select r.id as run_id, r.name as run_name, r.sop, v.lessons, v.next_plan, v.decided_by,
        v.decided_at
      from run_review v join run r on r.id = v.run_id
      where v.approved and not exists (select 1 from run_review w join run s on s.id = w.run_id
        where s.sop = r.sop and w.approved and (w.decided_at > v.decided_at
          or w.decided_at = v.decided_at and w.run_id > v.run_id))
      """;

  private final JdbcClient db;
  private final Reviews reviews;

  ReviewBook(JdbcClient db, Reviews reviews) {
    this.db = db;
    this.reviews = reviews;
  }

  /**
   * What was learned from a run, for the next of its SOP.
   *
   * @param lessons null if none were written
   * @param nextPlan null if none was written
   */
  public record Lessons(
      long runId,
      String runName,
      String sop,
      String lessons,
      String nextPlan,
      String decidedBy,
      Instant decidedAt) {}

  /** A reviewed run beside another of its SOP. */
  public record Reviewed(String runName, int sopVersion, RunReview review) {}

  /** The lessons of the SOP's last approved review. */
  public Optional<Lessons> lessonsOf(String sop) {
    return db.sql(LAST + " and r.sop = :sop")
        .param("sop", sop)
        .query(ReviewBook::learned)
        .optional();
  }

  /** The lessons of every SOP's last approved review, the latest first. */
  public List<Lessons> lessons() {
    return db.sql(LAST + " order by v.decided_at desc").query(ReviewBook::learned).list();
  }

  /** The latest other reviewed runs of the same SOP, the latest first. */
  public List<Reviewed> besides(long runId, int limit) {
    return db.sql(
            """
            select r.id, r.name, r.sop_version from run_review v join run r on r.id = v.run_id
            where r.id <> :runId and r.sop = (select o.sop from run o where o.id = :runId)
            order by v.taken_at desc, r.id desc limit :limit
            """)
        .param("runId", runId)
        .param("limit", limit)
        .query(this::reviewed)
        .list();
  }

  private Reviewed reviewed(ResultSet row, int n) throws SQLException {
    return new Reviewed(
        row.getString("name"),
        row.getInt("sop_version"),
        reviews.find(row.getLong("id")).orElseThrow());
  }

  private static Lessons learned(ResultSet row, int n) throws SQLException {
    return new Lessons(
        row.getLong("run_id"),
        row.getString("run_name"),
        row.getString("sop"),
        row.getString("lessons"),
        row.getString("next_plan"),
        row.getString("decided_by"),
        DbTime.instant(row, "decided_at"));
  }
}
