package dev.sopflow.content;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Looks through the library, and tells what has grown old. */
@Service
public class Library {

  private final JdbcClient db;
  private final Clock clock;
  private final Period notice;

  Library(
      JdbcClient db, Clock clock, @Value("${sopflow.content.review-notice:P30D}") Period notice) {
    this.db = db;
    this.clock = clock;
    this.notice = notice;
  }

  /**
   * What to look for; each part may be null for any.
   *
   * @param state as {@link LibraryEntry#state}
   * @param words part of the name, key or topic
   */
  public record Wanted(Stage stage, Channel channel, String language, String state, String words) {

    boolean fits(LibraryEntry entry) {
      return (stage == null || stage == entry.marks().stage())
          && (channel == null || channel == entry.marks().channel())
          && (language == null || language.equalsIgnoreCase(entry.marks().language()))
          && (state == null || state.equalsIgnoreCase(entry.state()))
          && (words == null || fits(words.strip().toLowerCase(Locale.ROOT), entry));
    }

    private static boolean fits(String words, LibraryEntry entry) {
      var text = entry.name() + " " + entry.key() + " " + entry.marks().topic();
      return text.toLowerCase(Locale.ROOT).contains(words);
    }
  }

  /** The pieces that fit, by stage, channel, language and order. */
  public List<LibraryEntry> find(Wanted wanted) {
    return all().stream().filter(wanted::fits).toList();
  }

  /** What goes out and is expired or near one of its days, the latest of these days first. */
  public List<LibraryEntry> growingOld() {
    return all().stream()
        .filter(entry -> entry.active() && entry.freshness() != LibraryEntry.Freshness.FRESH)
        .sorted(Comparator.comparing((LibraryEntry entry) -> entry.marks().firstDay()).reversed())
        .toList();
  }

  /** The languages that the library has. */
  public List<String> languages() {
    return db.sql("select distinct language from content_version order by language")
        .query(String.class)
        .list();
  }

  /** What messages of the library are about: topics of active pieces by these channels. */
  public List<String> topics(Collection<Channel> channels) {
    return db.sql(
            """
            select distinct v.topic from content c
            join content_version v on v.content_id = c.id and v.version = c.active_version
            where v.topic is not null and v.channel = any(:channels) order by v.topic
            """)
        .param("channels", channels.stream().map(Channel::name).toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** How marks stand to today. */
  public LibraryEntry.Freshness freshness(Marks marks) {
    var today = LocalDate.now(clock);
    if (marks.validUntil() != null && marks.validUntil().isBefore(today)) {
      return LibraryEntry.Freshness.EXPIRED;
    }
    boolean due = soon(marks.reviewBy(), today) || soon(marks.validUntil(), today);
    return due ? LibraryEntry.Freshness.REVIEW_DUE : LibraryEntry.Freshness.FRESH;
  }

  private boolean soon(LocalDate day, LocalDate today) {
    return day != null && !day.isAfter(today.plus(notice));
  }

  private List<LibraryEntry> all() {
    return db.sql(
            """
            select c.content_key, c.piece, c.active_version, l.latest, v.name, v.stage, v.topic,
              v.audience, v.channel, v.language, v.sort_order, v.valid_until, v.review_by,
              v.changed_at
            from content c
            join (select content_id, max(version) latest from content_version group by content_id) l
              on l.content_id = c.id
            join content_version v
              on v.content_id = c.id and v.version = coalesce(c.active_version, l.latest)
            order by case v.stage when 'FUNCTION' then 1 when 'EFFECT' then 2 when 'BRAND' then 3 else 4 end,
              v.channel, v.language, v.sort_order, c.content_key
            """)
        .query(this::entry)
        .list();
  }

  private LibraryEntry entry(ResultSet row, int index) throws SQLException {
    var marks = ContentRows.marks(row);
    var active = row.getObject("active_version", Integer.class);
    return new LibraryEntry(
        row.getString("content_key"),
        row.getString("piece"),
        row.getString("name"),
        marks,
        active != null,
        active != null && row.getInt("latest") > active,
        freshness(marks),
        DbTime.instant(row, "changed_at"));
  }
}
