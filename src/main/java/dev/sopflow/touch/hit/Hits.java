package dev.sopflow.touch.hit;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.touch.TrackedLinks;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Keeps who fetched what of our messages, as it came. Of one link or picture so many times; what
 * comes after is only counted.
 */
@Service
public class Hits {

  /** A scanner that comes again and again must not leave a person unheard. */
  static final int MOST = 20;

  private static final String SAME =
      "touch_id = :touch and kind = :kind and coalesce(link_id, 0) = :link";

  private final JdbcClient db;
  private final Clock clock;

  Hits(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** The mail's picture was fetched; of a touch that is no longer known, nothing is kept. */
  public void opened(long touchId, Visitor by) {
    keep(Hit.Kind.OPEN, new TrackedLinks.Click(touchId, 0, 0), by);
  }

  /** A link was followed; of a touch that is no longer known, nothing is kept. */
  public void clicked(TrackedLinks.Click click, Visitor by) {
    keep(Hit.Kind.CLICK, click, by);
  }

  private void keep(Hit.Kind kind, TrackedLinks.Click what, Visitor by) {
    if (add(kind, what, by) == 0) {
      db.sql(
              "update touch_hit set more = more + 1 where id = (select max(id) from touch_hit where "
                  + SAME
                  + ")")
          .param("touch", what.touchId())
          .param("kind", kind.name())
          .param("link", what.linkId())
          .update();
    }
  }

  private int add(Hit.Kind kind, TrackedLinks.Click what, Visitor by) {
    return db.sql(
            """
            insert into touch_hit (touch_id, kind, link_id, links, at, method, agent, network,
              prefetch)
            select t.id, cast(:kind as varchar(5)), (select l.id from touch_link l where l.id = :link),
              cast(:links as integer),
              cast(:at as timestamp(6) with time zone), cast(:method as varchar(10)),
              cast(:agent as varchar(200)), cast(:network as varchar(50)),
              cast(:prefetch as boolean)
            from touch t where t.id = :touch
            and (select count(*) from touch_hit where %s) < :most
            """
                .formatted(SAME))
        .param("touch", what.touchId())
        .param("kind", kind.name())
        .param("link", what.linkId())
        .param("links", what.links())
        .param("at", db(clock.instant()))
        .param("method", by.method())
        .param("agent", by.agent())
        .param("network", by.network())
        .param("prefetch", by.prefetch())
        .param("most", MOST)
        .update();
  }
}
