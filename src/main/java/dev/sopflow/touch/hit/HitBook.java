package dev.sopflow.touch.hit;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads hits, and writes what they were judged to be. */
@Component
class HitBook {

  private static final int PAGE = 200;

  private final JdbcClient db;

  HitBook(JdbcClient db) {
    this.db = db;
  }

  /** Messages after this one, by id, that have something to be judged; a page of them. */
  List<Long> unjudged(long after, Instant settled) {
    return db.sql(
            """
            select distinct touch_id from touch_hit
            where judged_at is null and touch_id > :after and at <= :settled
            order by touch_id fetch first %d rows only
            """
                .formatted(PAGE))
        .param("after", after)
        .param("settled", db(settled))
        .query(Long.class)
        .list();
  }

  /** Whom these messages went to. */
  List<Long> contacts(List<Long> touches) {
    return db.sql("select distinct contact_id from touch where id = any(:ids)")
        .param("ids", touches.toArray(Long[]::new))
        .query(Long.class)
        .list();
  }

  /** What happened to these messages. */
  Collection<Story> stories(List<Long> touches) {
    var stories = new LinkedHashMap<Long, Story>();
    db.sql(
            """
            select h.*, max(h.links) over (partition by h.touch_id) as most_links, substring(l.url, 1, 500) as url, t.channel, t.contact_id,
              coalesce(t.done_at, t.begun_at) as sent_at
            from touch_hit h join touch t on t.id = h.touch_id
            left join touch_link l on l.id = h.link_id
            where h.touch_id = any(:ids) order by h.touch_id, h.at, h.id
            """)
        .param("ids", touches.toArray(Long[]::new))
        .query(
            row -> {
              var story = stories.get(row.getLong("touch_id"));
              if (story == null) {
                story = story(row);
                stories.put(story.touchId(), story);
              }
              story.hits().add(hit(row));
            });
    return stories.values();
  }

  private static Story story(ResultSet row) throws SQLException {
    return new Story(
        row.getLong("touch_id"),
        row.getLong("contact_id"),
        Channel.valueOf(row.getString("channel")),
        DbTime.instant(row, "sent_at"),
        row.getInt("most_links"),
        new ArrayList<>());
  }

  private static Hit hit(ResultSet row) throws SQLException {
    return new Hit(
        row.getLong("id"),
        Hit.Kind.valueOf(row.getString("kind")),
        row.getObject("link_id", Long.class),
        row.getString("url"),
        DbTime.instant(row, "at"),
        new Visitor(
            row.getString("method"),
            row.getString("agent"),
            row.getString("network"),
            row.getBoolean("prefetch")),
        row.getObject("judged_at") != null);
  }

  /** What another node has judged meanwhile stays as it is. */
  void judge(List<Judged> judged, Instant now) {
    db.sql(
            """
            merge into touch_hit h
            using (select * from unnest(cast(:ids as bigint array),
              cast(:scores as integer array), cast(:whys as varchar(200) array))
              as x(id, score, why)) s
            on h.id = s.id
            when matched and h.judged_at is null
              then update set judged_at = :now, score = s.score, why = s.why
            """)
        .param("ids", judged.stream().map(each -> each.hit().id()).toArray(Long[]::new))
        .param("scores", judged.stream().map(each -> each.score().points()).toArray(Integer[]::new))
        .param("whys", judged.stream().map(HitBook::why).toArray(String[]::new))
        .param("now", db(now))
        .update();
  }

  private static String why(Judged judged) {
    var why = judged.score().why();
    return why.isEmpty() ? null : String.join(",", why);
  }

  /** Which of these messages a person is known to have opened. */
  Set<Long> opened(List<Long> touches) {
    return new HashSet<>(
        db.sql("select touch_id from touch_signal where touch_id = any(:ids) and kind = 'OPENED'")
            .param("ids", touches.toArray(Long[]::new))
            .query(Long.class)
            .list());
  }
}
