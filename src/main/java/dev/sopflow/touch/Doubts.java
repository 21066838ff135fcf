package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Messages of which nobody knows whether their provider took them, for who can find it out. */
@Service
public class Doubts {

  /**
   * A message in doubt.
   *
   * @param begunAt when it was given to its provider
   * @param alone whether no other to this address is in doubt
   */
  public record Doubt(long touchId, String address, Instant begunAt, boolean alone) {}

  private final JdbcClient db;
  private final TouchNews news;
  private final FailedWays failedWays;
  private final DoubtEnds ends;
  private final Clock clock;

  Doubts(JdbcClient db, TouchNews news, FailedWays failedWays, DoubtEnds ends, Clock clock) {
    this.db = db;
    this.news = news;
    this.failedWays = failedWays;
    this.ends = ends;
    this.clock = clock;
  }

  /**
   * Those of a channel, by id.
   *
   * @param after the id after which they begin
   * @param age for how long they have been in doubt at least
   */
  public List<Doubt> of(Channel channel, long after, Duration age, int most) {
    return db.sql(
            """
            select id, address, coalesce(begun_at, claimed_at) as begun,
              not exists (select 1 from touch o where o.address = t.address and o.id <> t.id
                and o.state = 'UNKNOWN') as alone
            from touch t
            where state = 'UNKNOWN' and channel = :channel and id > :after
              and address is not null and coalesce(begun_at, claimed_at) <= :until
            order by id fetch first :most rows only
            """)
        .param("channel", channel.name())
        .param("after", after)
        .param("until", db(clock.instant().minus(age)))
        .param("most", most)
        .query(
            (row, n) ->
                new Doubt(
                    row.getLong("id"),
                    row.getString("address"),
                    DbTime.instant(row, "begun"),
                    row.getBoolean("alone")))
        .list();
  }

  /** The provider has it and calls it so. What it tells of it is for {@link Feedback}. */
  @Transactional
  public void taken(long touchId, String providerId) {
    db.sql("update touch set provider_id = :provider where id = :id and provider_id is null")
        .param("provider", providerId)
        .param("id", touchId)
        .update();
  }

  /**
   * The provider surely never got it: what must arrive goes again. All else has failed, so that
   * another way may be gone where its step says so, and a rep's answer comes back to the rep.
   */
  @Transactional
  public void notTaken(long touchId) {
    if (ends.repeat(touchId)) {
      return;
    }
    var changed =
        db.sql(
                """
                update touch set state = 'FAILED', reason = :reason
                where id = :id and state = 'UNKNOWN' and delivery is null
                """)
            .param("reason", Reason.NOT_TAKEN.name())
            .param("id", touchId)
            .update();
    if (changed == 1) {
      db.sql(
              """
              insert into touch_event (touch_id, at, kind, reason)
              values (:id, :now, 'FAILED', :reason)
              """)
          .param("id", touchId)
          .param("now", db(clock.instant()))
          .param("reason", Reason.NOT_TAKEN.name())
          .update();
      news.ofTouches(List.of(touchId));
      failedWays.note(List.of(touchId));
    }
  }
}
