package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps whom rounds of visits still want, so that nobody is forgotten when a round ends. */
@Component
class VisitQueue {

  private final JdbcClient db;

  VisitQueue(JdbcClient db) {
    this.db = db;
  }

  int keep(VisitRound round, ContactSet who) {
    db.sql("delete from visit_waiting where run_id = :runId and step = :step")
        .params(round.params())
        .update();
    return db.sql(
            """
            insert into visit_waiting (run_id, step, contact_id)
            select :runId, cast(:step as varchar(100)), c.id from contact c
            where c.id in (%s) and %s order by c.id
            """
                .formatted(who.sql(), VisitCandidates.wanted(round)))
        .params(who.paramsWith(round.params()))
        .update();
  }
}
