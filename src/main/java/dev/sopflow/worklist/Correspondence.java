package dev.sopflow.worklist;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a contact wrote to us, and what reps wrote back. */
@Component
class Correspondence {

  private static final int LATEST = 8;

  private static final String LETTERS =
      """
      select s.received_at as at, s.channel, s.subject, s.body, cast(null as varchar(64)) as author,
        cast(null as varchar(10)) as stands, cast(null as varchar(40)) as reason,
        s.id * 2 as turn
      from touch_signal s where s.contact_id = :contact and s.kind = 'REPLIED'
      union all
      select coalesce(t.done_at, t.planned_at), t.channel, l.subject, l.body, l.author,
        case when t.delivery in ('BOUNCED', 'FAILED') then t.delivery else t.state end, t.reason,
        l.signal_id * 2 + 1
      from touch t join touch_letter l on l.touch_id = t.id where t.contact_id = :contact
      """;

  private final JdbcClient db;

  Correspondence(JdbcClient db) {
    this.db = db;
  }

  /**
   * A letter, either way.
   *
   * @param subject null for channels without one
   * @param author the user name of the rep who wrote it; null for the contact
   * @param stands how far a rep's letter has come, as a word of the message bundle, or null
   * @param reason why it was not sent, as a word of the message bundle, or null
   */
  public record Letter(
      Instant at,
      Channel channel,
      String subject,
      String text,
      String author,
      String stands,
      String reason) {

    public boolean isOurs() {
      return author != null;
    }

    /** Whether the contact surely does not have it. */
    public boolean isLost() {
      return stands != null && List.of("DROPPED", "FAILED", "BOUNCED").contains(stands);
    }
  }

  /** The latest, the newest first. */
  List<Letter> with(long contactId) {
    return db.sql(
            "select * from (%s) w order by w.at desc, w.turn desc fetch first :latest rows only"
                .formatted(LETTERS))
        .param("contact", contactId)
        .param("latest", LATEST)
        .query(Correspondence::letter)
        .list();
  }

  private static Letter letter(ResultSet row, int n) throws SQLException {
    return new Letter(
        DbTime.instant(row, "at"),
        Channel.valueOf(row.getString("channel")),
        row.getString("subject"),
        row.getString("body"),
        row.getString("author"),
        row.getString("stands"),
        row.getString("reason"));
  }
}
