package dev.sopflow.touch;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Touches of which something came that the sums do not know yet. Whoever writes into the ledger
 * what measures count says so here, in the same transaction; saying it twice does no harm.
 */
@Component
public class TouchNews {

  private final JdbcClient db;

  TouchNews(JdbcClient db) {
    this.db = db;
  }

  void of(List<Result> results) {
    if (results.isEmpty()) {
      return;
    }
    db.sql(
            """
            insert into touch_news (run_id, touch_id)
            select x.run_id, x.id from unnest(cast(:runs as bigint array),
              cast(:ids as bigint array)) as x(run_id, id)
            """)
        .param("runs", results.stream().map(Result::runId).toArray(Long[]::new))
        .param("ids", results.stream().map(Result::touchId).toArray(Long[]::new))
        .update();
  }

  void ofTouches(Collection<Long> ids) {
    db.sql(
            """
            insert into touch_news (run_id, touch_id)
            select run_id, id from touch where id = any(:ids)
            """)
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  void ofVisit(long runId, String step, int occurrence, long contactId) {
    db.sql(
            """
            insert into touch_news (run_id, touch_id) select run_id, id from touch
            where run_id = :run and step = :step and occurrence = :occurrence
              and contact_id = :contact
            """)
        .param("run", runId)
        .param("step", step)
        .param("occurrence", occurrence)
        .param("contact", contactId)
        .update();
  }

  /** Runs that have some. */
  public List<Long> runs() {
    return db.sql("select distinct run_id from touch_news order by run_id")
        .query(Long.class)
        .list();
  }

  /** Whether a run has some. */
  public boolean has(long runId) {
    return !db.sql("select id from touch_news where run_id = :run fetch first 1 rows only")
        .param("run", runId)
        .query(Long.class)
        .list()
        .isEmpty();
  }

  /**
   * The first touches of a run that something came of; they stand here no more once the caller's
   * transaction is committed. One caller at a time for each run.
   *
   * @return none if there is no news
   */
  public List<Long> take(long runId, int most) {
    var rows =
        db.sql(
                """
                select id, touch_id from touch_news where run_id = :run
                order by id fetch first :most rows only
                """)
            .param("run", runId)
            .param("most", most)
            .query((row, n) -> new Long[] {row.getLong("id"), row.getLong("touch_id")})
            .list();
    db.sql("delete from touch_news where id = any(:ids)")
        .param("ids", rows.stream().map(row -> row[0]).toArray(Long[]::new))
        .update();
    return rows.stream().map(row -> row[1]).distinct().toList();
  }
}
