package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Keeps signals, and what they tell of their touches. */
@Component
class Signals {

  private static final int DETAIL = 500;
  private static final Set<Signal.Kind> DID_NOT_ARRIVE =
      Set.of(Signal.Kind.BOUNCED, Signal.Kind.FAILED, Signal.Kind.DELAYED);
  private static final int BODY = 20_000;

  /** So often, in so long, an address that takes nothing is given up. */
  private static final int OFTEN = 5;

  private static final Duration OFTEN_WITHIN = Duration.ofDays(30);

  private final JdbcClient db;
  private final Contacts contacts;
  private final TouchNews news;
  private final FailedWays failedWays;
  private final Clock clock;

  Signals(JdbcClient db, Contacts contacts, TouchNews news, FailedWays failedWays, Clock clock) {
    this.db = db;
    this.contacts = contacts;
    this.news = news;
    this.failedWays = failedWays;
    this.clock = clock;
  }

  /** Whom and what a signal is about; each null if not known. */
  record About(Long touchId, Long contactId, Long runId, String address) {}

  /** Its contact is kept from others to the end of the transaction. */
  About about(Signal signal) {
    var about = ofTouch(signal).orElseGet(() -> ofAddress(signal));
    if (about.contactId() != null) {
      contacts.lock(about.contactId());
    }
    return about;
  }

  private Optional<About> ofTouch(Signal signal) {
    return db.sql("select * from touch where id = :id")
        .param("id", signal.touchId())
        .query(
            (row, n) ->
                new About(
                    row.getLong("id"),
                    row.getLong("contact_id"),
                    row.getLong("run_id"),
                    signal.address() == null ? row.getString("address") : signal.address()))
        .optional();
  }

  private About ofAddress(Signal signal) {
    var contact =
        db.sql("select contact_id from contact_identity where kind = :kind and id_value = :value")
            .param("kind", signal.channel().address().name())
            .param("value", signal.address())
            .query(Long.class)
            .optional();
    return new About(null, contact.orElse(null), null, signal.address());
  }

  /** Returns its id; empty if it was kept before. */
  Optional<Long> keep(Signal signal, About about, Instant now) {
    var key = new GeneratedKeyHolder();
    var kept =
        db.sql(
                """
                insert into touch_signal (kind, channel, touch_id, contact_id, address, at,
                  received_at, source, source_id, detail, subject, body, thread, our_address)
                select cast(:kind as varchar(15)), cast(:channel as varchar(10)),
                  cast(:touch as bigint), cast(:contact as bigint), cast(:address as varchar(254)),
                  cast(:at as timestamp(6) with time zone),
                  cast(:now as timestamp(6) with time zone), cast(:source as varchar(20)),
                  cast(:sourceId as varchar(255)), cast(:detail as varchar(500)),
                  cast(:subject as varchar(500)), cast(:body as varchar(20000)),
                  cast(:thread as varchar(2000)), cast(:ours as varchar(254))
                where not exists (select 1 from touch_signal
                  where source = :source and source_id = :sourceId)
                """)
            .param("kind", signal.kind().name())
            .param("channel", signal.channel().name())
            .param("touch", about.touchId())
            .param("contact", about.contactId())
            .param("address", cut(about.address(), 254))
            .param("at", db(signal.at() == null ? now : signal.at()))
            .param("now", db(now))
            .param("source", signal.source())
            .param("sourceId", signal.sourceId())
            .param("detail", cut(signal.detail(), DETAIL))
            .param("subject", cut(signal.subject(), DETAIL))
            .param("body", cut(signal.text(), BODY))
            .param("thread", signal.route().thread())
            .param("ours", cut(signal.route().ourAddress(), 254))
            .update(key, "id");
    return kept == 0 ? Optional.empty() : Optional.of(key.getKeyAs(Number.class).longValue());
  }

  /** SQL: whether no provider has said that a touch will not arrive, if only for now. */
  static String arrives(String touch) {
    return "coalesce(" + touch + ".delivery, '') not in ('BOUNCED', 'FAILED', 'DELAYED')";
  }

  /**
   * Writes a signal into its touch's history. Any word about a touch proves that it went out; how
   * far it got never goes back.
   */
  void follow(Signal signal, About about, Instant now) {
    // First: it locks the touch, whose dispatcher may be about to write what came of it.
    advance(signal.kind().progress() > 0 ? signal.kind() : Signal.Kind.SENT, about.touchId());
    settle(about.touchId());
    db.sql(
            """
            insert into touch_event (touch_id, at, kind, detail)
            values (:touch, :at, :kind, :detail)
            """)
        .param("touch", about.touchId())
        .param("at", db(now))
        .param("kind", signal.kind().name())
        .param("detail", cut(signal.detail(), DETAIL))
        .update();
    news.ofTouches(List.of(about.touchId()));
    if (DID_NOT_ARRIVE.contains(signal.kind())) {
      failedWays.note(List.of(about.touchId()));
    }
  }

  private void settle(long touchId) {
    db.sql("update touch set state = 'SENT', reason = null where id = :id and state = 'UNKNOWN'")
        .param("id", touchId)
        .update();
  }

  private void advance(Signal.Kind kind, long touchId) {
    db.sql("select delivery from touch where id = :id for update")
        .param("id", touchId)
        .query(String.class)
        .optional()
        .filter(before -> Signal.Kind.valueOf(before).progress() >= kind.progress())
        .ifPresentOrElse(
            before -> {},
            () ->
                db.sql("update touch set delivery = :kind where id = :id")
                    .param("kind", kind.name())
                    .param("id", touchId)
                    .update());
  }

  boolean isOftenDelayed(Channel channel, String address) {
    return db.sql(
                """
                select count(*) from touch_signal where channel = :channel and address = :address
                  and kind = 'DELAYED' and received_at > :since
                """)
            .param("channel", channel.name())
            .param("address", address)
            .param("since", db(clock.instant().minus(OFTEN_WITHIN)))
            .query(Integer.class)
            .single()
        >= OFTEN;
  }

  Optional<String> addressOf(long touchId) {
    return db.sql("select address from touch where id = :id and address is not null")
        .param("id", touchId)
        .query(String.class)
        .optional();
  }

  Optional<Long> touchOfProvider(Channel channel, String providerId) {
    return db.sql(
            """
            select id from touch where provider_id = :provider and channel = :channel
            order by id fetch first 1 rows only
            """)
        .param("provider", providerId)
        .param("channel", channel.name())
        .query(Long.class)
        .optional();
  }

  private static String cut(String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }
}
