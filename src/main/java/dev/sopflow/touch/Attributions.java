package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.contact.ContactSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says which touch a refusal or a conversion came of, if its reader did not: the last one that
 * reached them, a conversation or a message, unless it was too long ago.
 */
@Component
public class Attributions {

  /** Marks what was not told of the touch itself. */
  public static final String ATTRIBUTED = "ATTRIBUTED";

  private static final Duration LATELY = Duration.ofDays(30);

  private final JdbcClient db;
  private final TouchNews news;
  private final Clock clock;

  Attributions(JdbcClient db, TouchNews news, Clock clock) {
    this.db = db;
    this.news = news;
    this.clock = clock;
  }

  /** In the transaction that stores the refusal; one that was told of a touch stands there. */
  @EventListener
  void refused(ContactOptedOut refusal) {
    if (refusal.touchId() == null) {
      note("REFUSED", last(refusal.contactId(), refusal.channel()));
    }
  }

  private List<Long> last(long contactId, Channel channel) {
    return db.sql(
            """
            select id from touch where contact_id = :contact and state = 'SENT'
              and done_at >= :since and (channel = :channel or :channel = 'ALL')
            order by done_at desc, id desc fetch first 1 rows only
            """)
        .param("contact", contactId)
        .param("channel", channel == null ? "ALL" : channel.name())
        .param("since", db(since()))
        .query(Long.class)
        .list();
  }

  /** These became opportunities of a run; each counts once in it. */
  @Transactional
  public void converted(long runId, ContactSet who) {
    note(
        "CONVERTED",
        db.sql(
                """
                select x.id from (
                  select t.id, t.contact_id, row_number() over (partition by t.contact_id
                    order by t.done_at desc, t.id desc) as nr
                  from touch t where t.run_id = :attributedRun and t.state = 'SENT'
                    and t.done_at >= :attributedSince and t.contact_id in (%s)) x
                where x.nr = 1 and not exists (select 1 from touch o
                  join touch_event e on e.touch_id = o.id and e.kind = 'CONVERTED'
                  where o.run_id = :attributedRun and o.contact_id = x.contact_id)
                """
                    .formatted(who.sql()))
            .params(
                who.paramsWith(
                    java.util.Map.of("attributedRun", runId, "attributedSince", db(since()))))
            .query(Long.class)
            .list());
  }

  private void note(String kind, List<Long> touches) {
    if (touches.isEmpty()) {
      return;
    }
    db.sql(
            """
            insert into touch_event (touch_id, at, kind, reason)
            select id, cast(:now as timestamp(6) with time zone), cast(:kind as varchar(20)),
              cast(:reason as varchar(40))
            from touch where id = any(:ids)
            """)
        .param("now", db(clock.instant()))
        .param("kind", kind)
        .param("reason", ATTRIBUTED)
        .param("ids", touches.toArray(Long[]::new))
        .update();
    news.ofTouches(touches);
  }

  private Instant since() {
    return clock.instant().minus(LATELY);
  }
}
