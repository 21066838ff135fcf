package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import dev.sopflow.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What came back, to be read by people. */
@Service
public class Heard {

  /** Which of it. */
  public enum View {
    /** What people said. */
    WRITTEN("s.kind in ('REPLIED', 'REFUSED', 'ALLOWED', 'COMPLAINED')"),
    /** What did not arrive. */
    LOST("s.kind in ('BOUNCED', 'FAILED', 'DELAYED')"),
    /** What belongs to nobody whom the house knows. */
    STRANGE("s.contact_id is null"),
    ALL("1 = 1");

    private final String condition;

    View(String condition) {
      this.condition = condition;
    }
  }

  /**
   * @param contactId null: of nobody whom we know
   * @param contactName null like {@code contactId}
   * @param address where it came from or what it is about, or null
   * @param detail a code or a few words, or null
   * @param subject of what was written, or null
   * @param text of what was written, or null
   * @param source who told us
   */
  public record Item(
      long id,
      Signal.Kind kind,
      Channel channel,
      Long contactId,
      String contactName,
      String address,
      Instant at,
      String detail,
      String subject,
      String text,
      String source) {}

  private final JdbcClient db;

  Heard(JdbcClient db) {
    this.db = db;
  }

  /** The newest first. */
  public Page<Item> find(View view, Page.Asked page) {
    var items =
        db.sql(
                """
                select s.*, k.full_name from touch_signal s
                left join contact k on k.id = s.contact_id
                where %s order by s.id desc offset :offset rows fetch next :size rows only
                """
                    .formatted(view.condition))
            .param("offset", page.offset())
            .param("size", page.size())
            .query((row, n) -> item(row))
            .list();
    var total =
        db.sql("select count(*) from touch_signal s where " + view.condition)
            .query(Long.class)
            .single();
    return page.of(items, total);
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getLong("id"),
        Signal.Kind.valueOf(row.getString("kind")),
        Channel.valueOf(row.getString("channel")),
        row.getObject("contact_id", Long.class),
        row.getString("full_name"),
        row.getString("address"),
        DbTime.instant(row, "at"),
        row.getString("detail"),
        row.getString("subject"),
        row.getString("body"),
        row.getString("source"));
  }
}
