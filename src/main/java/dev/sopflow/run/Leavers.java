package dev.sopflow.run;

import dev.sopflow.touch.LeftRuns;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who gets nothing more of a run, by where they stand in it. */
@Component
class Leavers implements LeftRuns {

  private final JdbcClient db;

  Leavers(JdbcClient db) {
    this.db = db;
  }

  /** An ended run's last messages may still be due, so its participants have not left it. */
  @Override
  public Set<Member> among(Collection<Member> members) {
    return db
        .sql(
            """
            select p.run_id, p.contact_id from participant p join run r on r.id = p.run_id
            where p.run_id = any(:runs) and p.contact_id = any(:contacts)
            and (p.state not in ('ACTIVE', 'ENDED') or r.state = 'CANCELLED')
            """)
        .param("runs", members.stream().map(Member::runId).distinct().toArray(Long[]::new))
        .param("contacts", members.stream().map(Member::contactId).distinct().toArray(Long[]::new))
        .query((row, n) -> new Member(row.getLong("run_id"), row.getLong("contact_id")))
        .list()
        .stream()
        .collect(Collectors.toSet());
  }
}
