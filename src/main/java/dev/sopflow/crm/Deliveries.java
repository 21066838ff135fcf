package dev.sopflow.crm;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of what is to be told, as dispatchers take and finish them. */
@Component
class Deliveries {

  private final JdbcClient db;
  private final Clock clock;
  private final WebhookSettings.Delivery settings;

  Deliveries(JdbcClient db, Clock clock, WebhookSettings settings) {
    this.db = db;
    this.clock = clock;
    this.settings = settings.webhookDelivery();
  }

  /**
   * Takes some of what is due at an endpoint. Nothing of a contact is taken before what happened to
   * them earlier has arrived or failed.
   */
  @Transactional
  List<Delivery> claim(String endpoint, String by) {
    var due =
        db.sql(
                """
                select d.* from webhook_delivery d
                where d.endpoint = :endpoint and d.state = 'WAITING' and d.next_at <= :now
                  and not exists (select 1 from webhook_delivery e
                    where e.contact_id = d.contact_id and e.endpoint = d.endpoint and e.id < d.id
                      and e.state in ('WAITING', 'SENDING'))
                order by d.next_at, d.id fetch first :most rows only for update skip locked
                """)
            .param("endpoint", endpoint)
            .param("now", db(clock.instant()))
            .param("most", settings.batch())
            .query(Deliveries::read)
            .list();
    db.sql(
            """
            update webhook_delivery set state = 'SENDING', attempts = attempts + 1,
              claimed_by = :by, lease_until = current_timestamp + interval '%d' second
            where id = any(:ids)
            """
                .formatted(settings.lease().toSeconds()))
        .param("by", by)
        .param("ids", due.stream().map(Delivery::id).toArray(Long[]::new))
        .update();
    return due;
  }

  /** Those whose dispatcher died may have arrived or not: they go again, under the same id. */
  void endExpired(String endpoint) {
    db.sql(
            """
            update webhook_delivery set state = 'WAITING'
            where endpoint = :endpoint and state = 'SENDING' and lease_until < current_timestamp
            """)
        .param("endpoint", endpoint)
        .update();
  }

  /** What it said is of no more use; that it was told stays. */
  void arrived(Delivery delivery, Answer answer) {
    db.sql(
            """
            update webhook_delivery set state = 'DONE', body = '', reason = null, status = :status,
              done_at = :now
            where id = :id
            """)
        .param("status", answer.status())
        .param("now", db(clock.instant()))
        .param("id", delivery.id())
        .update();
  }

  void again(Delivery delivery, String by, Answer answer, Instant at) {
    finish(delivery, by, answer, "WAITING", at);
  }

  void failed(Delivery delivery, String by, Answer answer) {
    finish(delivery, by, answer, "FAILED", clock.instant());
  }

  /** Unless its lease was over and another dispatcher has it, or told it. */
  private void finish(Delivery delivery, String by, Answer answer, String state, Instant next) {
    var now = clock.instant();
    db.sql(
            """
            update webhook_delivery set state = :state, reason = :reason, status = :status,
              next_at = :next, first_try_at = coalesce(first_try_at, :now), done_at = :done
            where id = :id and state = 'SENDING' and claimed_by = :by
            """)
        .param("state", state)
        .param("reason", answer.kind().name())
        .param("status", answer.status())
        .param("next", db(next))
        .param("now", db(now))
        .param("done", state.equals("FAILED") ? db(now) : null)
        .param("id", delivery.id())
        .param("by", by)
        .update();
  }

  /** Not tried after all. */
  void putBack(Delivery delivery, String by) {
    db.sql(
            """
            update webhook_delivery set state = 'WAITING', attempts = attempts - 1
            where id = :id and state = 'SENDING' and claimed_by = :by
            """)
        .param("id", delivery.id())
        .param("by", by)
        .update();
  }

  void forgetArrivedBefore(Instant time) {
    db.sql("delete from webhook_delivery where state = 'DONE' and done_at < :time")
        .param("time", db(time))
        .update();
  }

  private static Delivery read(ResultSet row, int n) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        row.getString("event_id"),
        EventType.valueOf(row.getString("event_type")),
        row.getString("body"),
        row.getInt("attempts") + 1,
        DbTime.instant(row, "first_try_at"));
  }
}
