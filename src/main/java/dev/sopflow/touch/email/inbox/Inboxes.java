package dev.sopflow.touch.email.inbox;

import static dev.sopflow.time.DbTime.instant;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the mailboxes are that answers and reports are read from. */
@Component
public class Inboxes {

  /**
   * @param lastReadAt when it was last looked into without trouble, or null
   * @param lastTrouble what went wrong last, as a word of the message bundle, or null
   * @param lastError what the server or the network said of it, or null
   * @param lastErrorAt null if nothing ever went wrong
   * @param passedOver how many mails could not be taken
   */
  public record State(
      String account,
      String folder,
      Instant lastReadAt,
      String lastTrouble,
      String lastError,
      Instant lastErrorAt,
      long passedOver) {

    /** Whether the last look failed. */
    public boolean isInTrouble() {
      return lastErrorAt != null && (lastReadAt == null || !lastReadAt.isAfter(lastErrorAt));
    }
  }

  private final JdbcClient db;

  Inboxes(JdbcClient db) {
    this.db = db;
  }

  /** Those whose last look failed. */
  public List<State> inTrouble() {
    return all().stream().filter(State::isInTrouble).toList();
  }

  /** Every mailbox that was ever read; empty while none is set up. */
  public List<State> all() {
    return db.sql(
            """
            select i.*, (select count(*) from inbox_passed_over p where p.inbox_id = i.id) passed
            from inbox i order by account, folder
            """)
        .query(
            (row, n) ->
                new State(
                    row.getString("account"),
                    row.getString("folder"),
                    instant(row, "last_read_at"),
                    row.getString("last_trouble"),
                    row.getString("last_error"),
                    instant(row, "last_error_at"),
                    row.getLong("passed")))
        .list();
  }
}
