package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.journal.OpsJournal;
import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What contacts did and no try could tell the models: they are not tried again until somebody says
 * so, since the model has to be mended first.
 */
@Service
public class UntoldMessages {

  private static final String GIVEN_UP =
      """
      from contact_message m join run r on r.id = m.run_id join contact c on c.id = m.contact_id
      where m.tries >= %d and r.state in ('RUNNING', 'PAUSED')
      """
          .formatted(ContactMessages.TRIES);

  private final JdbcClient db;
  private final OpsJournal journal;
  private final Clock clock;

  UntoldMessages(JdbcClient db, OpsJournal journal, Clock clock) {
    this.db = db;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param name the BPMN message
   * @param lastError in the words of what failed; or null
   */
  public record Untold(
      long id,
      String name,
      long contactId,
      String fullName,
      long runId,
      String runName,
      Instant since,
      String lastError) {}

  /** Of runs that are open, the oldest first. */
  public List<Untold> first(int limit) {
    return db.sql(
            """
            select m.id, m.name, m.contact_id, c.full_name, m.run_id, r.name as run_name,
              m.happened_at, m.last_error %s order by m.happened_at, m.id limit :limit
            """
                .formatted(GIVEN_UP))
        .param("limit", limit)
        .query(
            (row, n) ->
                new Untold(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getLong("contact_id"),
                    row.getString("full_name"),
                    row.getLong("run_id"),
                    row.getString("run_name"),
                    DbTime.instant(row, "happened_at"),
                    row.getString("last_error")))
        .list();
  }

  public int count() {
    return db.sql("select count(*) " + GIVEN_UP).query(Integer.class).single();
  }

  /**
   * Lets them be told once more, from the first try on.
   *
   * @param id null: all of them
   */
  @Transactional
  public void again(Long id, String by) {
    var again =
        db.sql(
                """
                update contact_message set tries = 0, due_at = :now
                where tries >= :tries and (cast(:id as bigint) is null or id = :id)
                """)
            .param("now", db(clock.instant()))
            .param("tries", ContactMessages.TRIES)
            .param("id", id)
            .update();
    if (again > 0) {
      journal.write(null, by, "journal.messages.again", again);
    }
  }
}
