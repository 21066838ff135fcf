package dev.sopflow.touch.hit;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** What happened to these messages. */
  Collection<Story> stories(List<Long> touches) {
    var stories = new LinkedHashMap<Long, Story>();
    db.sql(
            """
            select h.*, substring(l.url, 1, 500) as url, t.channel, t.contact_id,
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

  /** False if another node has judged it meanwhile; then nothing changes. */
  boolean judge(Hit hit, Score score, Instant now) {
    return db.sql(
                """
                update touch_hit set judged_at = :now, score = :score, why = :why
                where id = :id and judged_at is null
                """)
            .param("now", db(now))
            .param("score", score.points())
            .param("why", score.why().isEmpty() ? null : String.join(",", score.why()))
            .param("id", hit.id())
            .update()
        == 1;
  }

  /** Whether a person is known to have opened a message. */
  boolean isOpened(long touchId) {
    return db.sql("select count(*) from touch_signal where touch_id = :id and kind = 'OPENED'")
            .param("id", touchId)
            .query(Integer.class)
            .single()
        > 0;
  }
}
