package dev.sopflow.touch;

import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The runs that stand still. Whoever is about to let a touch wait asks here first; whom a run held
 * is answered to keeps it held until their transaction ends, so that a release sees their rows.
 */
@Component
class HeldRuns {

  private final JdbcClient db;

  HeldRuns(JdbcClient db) {
    this.db = db;
  }

  void add(long runId) {
    db.sql(
            """
            insert into held_run (run_id) select cast(:run as bigint)
            where not exists (select 1 from held_run where run_id = :run)
            """)
        .param("run", runId)
        .update();
  }

  void remove(long runId) {
    db.sql("delete from held_run where run_id = :run").param("run", runId).update();
  }

  /** Those of them that are held, locked in one order; ask before touches are locked. */
  Set<Long> among(Collection<Long> runIds) {
    return Set.copyOf(
        db.sql("select run_id from held_run where run_id = any(:runs) order by run_id for update")
            .param("runs", runIds.toArray(Long[]::new))
            .query(Long.class)
            .list());
  }
}
