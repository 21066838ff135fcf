package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes openings and clicks, many in one turn, since a mass send brings them by the thousand; each
 * means what it means to {@link Feedback}, and counts once.
 */
@Service
public class ReaderSignals {

  private static final int DETAIL = 500;

  private final JdbcClient db;
  private final TouchNews news;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ReaderSignals(JdbcClient db, TouchNews news, ApplicationEventPublisher events, Clock clock) {
    this.db = db;
    this.news = news;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Keeps signals of one source that tell of known touches, and does what they mean. The contacts
   * are locked by the caller.
   */
  @Transactional
  public void take(String source, List<Signal> told) {
    var known = known(source, told);
    var fresh = told.stream().filter(signal -> !known.contains(signal.sourceId())).toList();
    if (!fresh.isEmpty()) {
      wentOut(fresh.stream().map(Signal::touchId).distinct().toList());
      keep(source, fresh);
      note(fresh);
      var clicks = firstClicks(source, fresh);
      if (!clicks.isEmpty()) {
        events.publishEvent(new ContactsClicked(clicks));
      }
    }
  }

  private Set<String> known(String source, List<Signal> told) {
    return Set.copyOf(
        db.sql(
                """
                select s.source_id from unnest(cast(:ids as varchar(255) array)) as x(source_id)
                join touch_signal s on s.source = :source and s.source_id = x.source_id
                """)
            .param("source", source)
            .param("ids", texts(told, Signal::sourceId))
            .query(String.class)
            .list());
  }

  /**
   * Whatever is told of a touch proves that it did. It waits for a dispatcher that is about to
   * write what came of it.
   */
  private void wentOut(Collection<Long> touches) {
    var untold =
        db.sql(
                """
                select id from touch where id = any(:ids)
                  and (delivery is null or state = 'UNKNOWN') order by id for update
                """)
            .param("ids", touches.toArray(Long[]::new))
            .query(Long.class)
            .list();
    if (!untold.isEmpty()) {
      db.sql(
              """
              update touch set delivery = coalesce(delivery, 'SENT'),
                reason = case when state = 'UNKNOWN' then null else reason end,
                state = case when state = 'UNKNOWN' then 'SENT' else state end
              where id = any(:ids)
              """)
          .param("ids", untold.toArray(Long[]::new))
          .update();
    }
    news.ofTouches(touches);
  }

  private void keep(String source, List<Signal> fresh) {
    db.sql(
            """
            insert into touch_signal (kind, channel, touch_id, contact_id, address, at,
              received_at, source, source_id, detail)
            select x.kind, t.channel, t.id, t.contact_id, t.address,
              cast(x.at as timestamp(6) with time zone),
              cast(:now as timestamp(6) with time zone), cast(:source as varchar(20)),
              x.source_id, x.detail
            from unnest(cast(:touches as bigint array), cast(:kinds as varchar(15) array),
              cast(:times as varchar(40) array), cast(:ids as varchar(255) array),
              cast(:details as varchar(500) array)) with ordinality
              as x(touch_id, kind, at, source_id, detail, nr)
            join touch t on t.id = x.touch_id order by x.nr
            """)
        .param("touches", touches(fresh))
        .param("kinds", texts(fresh, signal -> signal.kind().name()))
        .param("times", texts(fresh, signal -> at(signal).toString()))
        .param("ids", texts(fresh, Signal::sourceId))
        .param("details", texts(fresh, ReaderSignals::detail))
        .param("source", source)
        .param("now", db(clock.instant()))
        .update();
  }

  private void note(List<Signal> fresh) {
    db.sql(
            """
            insert into touch_event (touch_id, at, kind, detail)
            select x.touch_id, cast(:now as timestamp(6) with time zone), x.kind, x.detail
            from unnest(cast(:touches as bigint array), cast(:kinds as varchar(15) array),
              cast(:details as varchar(500) array)) with ordinality
              as x(touch_id, kind, detail, nr)
            order by x.nr
            """)
        .param("touches", touches(fresh))
        .param("kinds", texts(fresh, signal -> signal.kind().name()))
        .param("details", texts(fresh, ReaderSignals::detail))
        .param("now", db(clock.instant()))
        .update();
  }

  /** Of each link of a message, the first that anybody is known to have followed. */
  private List<ContactClicked> firstClicks(String source, List<Signal> fresh) {
    return db.sql(
            """
            select s.*, t.run_id from unnest(cast(:ids as varchar(255) array)) as x(source_id)
            join touch_signal s on s.source = :source and s.source_id = x.source_id
            join touch t on t.id = s.touch_id
            where s.kind = 'CLICKED' and not exists (select 1 from touch_signal b
              where b.touch_id = s.touch_id and b.kind = s.kind and b.id < s.id
                and coalesce(b.detail, '') = coalesce(s.detail, ''))
            order by s.id
            """)
        .param("source", source)
        .param("ids", texts(fresh, Signal::sourceId))
        .query((row, n) -> click(row))
        .list();
  }

  private static ContactClicked click(ResultSet row) throws SQLException {
    return new ContactClicked(
        row.getLong("contact_id"),
        row.getLong("run_id"),
        row.getLong("touch_id"),
        Channel.valueOf(row.getString("channel")),
        row.getString("detail"),
        DbTime.instant(row, "at"));
  }

  private Instant at(Signal signal) {
    return signal.at() == null ? clock.instant() : signal.at();
  }

  private static String detail(Signal signal) {
    var detail = signal.detail();
    return detail == null || detail.length() <= DETAIL ? detail : detail.substring(0, DETAIL);
  }

  private static Long[] touches(List<Signal> signals) {
    return signals.stream().map(Signal::touchId).toArray(Long[]::new);
  }

  private static String[] texts(List<Signal> signals, Function<Signal, String> text) {
    return signals.stream().map(text).toArray(String[]::new);
  }
}
