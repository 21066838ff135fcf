package dev.sopflow.touch.hit;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who came to our messages, people and programs, for those who want to know how it was judged. */
@Service
public class HitLog {

  private final JdbcClient db;

  HitLog(JdbcClient db) {
    this.db = db;
  }

  /**
   * One visitor.
   *
   * @param kind OPEN or CLICK
   * @param url where the link leads, or null for an opening
   * @param agent what the program calls itself; may be empty
   * @param network the address without its last part; may be empty
   * @param more how many of the same came after it and were only counted
   * @param score 0 to 100, the more the likelier a person; null while it is not judged
   * @param why the names of the rules that speak against a person
   */
  public record Entry(
      Instant at,
      String kind,
      String url,
      String method,
      String agent,
      String network,
      int more,
      Integer score,
      List<String> why) {

    /** Whether it counts as a person's; false while it is not judged. */
    public boolean isPerson() {
      return score != null && new Score(score, why).isPerson();
    }
  }

  /** Those of a message, the first first. */
  public List<Entry> of(long touchId) {
    return db.sql(
            """
            select h.*, l.url from touch_hit h left join touch_link l on l.id = h.link_id
            where h.touch_id = :touch order by h.at, h.id
            """)
        .param("touch", touchId)
        .query((row, n) -> entry(row))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    var why = row.getString("why");
    return new Entry(
        DbTime.instant(row, "at"),
        row.getString("kind"),
        row.getString("url"),
        row.getString("method"),
        row.getString("agent"),
        row.getString("network"),
        row.getInt("more"),
        row.getObject("score", Integer.class),
        why == null ? List.of() : List.of(why.split(",")));
  }
}
