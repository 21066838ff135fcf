package dev.sopflow.insight;

import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Fills runs with people to whom anything may have happened, for tests of pages. */
@Component
public class RandomRuns {

  private final RandomRun random;
  private final JdbcClient db;

  RandomRuns(RandomRun random, JdbcClient db) {
    this.random = random;
    this.db = db;
  }

  private void topic(long run, String topic, String outcome) {
    db.sql(
            """
            insert into visit_topic (visit_id, topic)
            select id, cast(:topic as varchar(40)) from visit where run_id = :run
              and outcome = :outcome
            """)
        .param("topic", topic)
        .param("run", run)
        .param("outcome", outcome)
        .update();
  }

  /** Some of their visits have notes. */
  public void fill(long run, int people, long seed) {
    random.people(run, people, new Random(seed));
    db.sql(
            """
            update visit set note = 'Ask again in spring <b>'
            where run_id = :run and outcome in ('LATER', 'INTERESTED')
            """)
        .param("run", run)
        .update();
    topic(run, "price", "INTERESTED");
    topic(run, "opening-hours", "LATER");
  }
}
