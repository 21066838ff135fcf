package dev.sopflow.crm;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.time.DbTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How the endpoints fare, for all nodes together. One in trouble is left alone for a while; one
 * that said that it is gone, until somebody takes it up again or configures another address.
 */
@Component
class EndpointHealth {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointHealth.class);

  private final JdbcClient db;
  private final Retries retries;
  private final Clock clock;

  EndpointHealth(JdbcClient db, Retries retries, Clock clock) {
    this.db = db;
    this.retries = retries;
    this.clock = clock;
  }

  /**
   * How an endpoint fared lately; all null while nothing is known of it.
   *
   * @param troubles how many followed each other
   * @param reason of the last trouble, an {@link Answer.Kind}
   */
  record State(
      Instant goneAt,
      Instant restsUntil,
      int troubles,
      String reason,
      Integer status,
      Instant lastSuccessAt) {

    private static final State UNKNOWN = new State(null, null, 0, null, null, null);

    boolean isResting(Instant now) {
      return restsUntil != null && restsUntil.isAfter(now);
    }
  }

  State of(Endpoint endpoint) {
    return db.sql("select * from webhook_endpoint where name = :name and address = :address")
        .param("name", endpoint.name())
        .param("address", fingerprint(endpoint))
        .query(EndpointHealth::read)
        .optional()
        .orElse(State.UNKNOWN);
  }

  boolean mayCall(Endpoint endpoint) {
    var state = of(endpoint);
    return state.goneAt() == null && !state.isResting(clock.instant());
  }

  /**
   * What a batch of calls tells of their endpoint.
   *
   * @param taken whether any of them was taken
   */
  void note(Endpoint endpoint, Answer last, boolean taken) {
    remember(endpoint);
    if (taken || !last.kind().endsCalls()) {
      works(endpoint, taken);
    }
    if (last.kind() == Answer.Kind.GONE) {
      gone(endpoint);
    } else if (last.kind().endsCalls()) {
      rest(endpoint, last);
    }
  }

  /** A rest that another node has begun meanwhile goes on. */
  private void works(Endpoint endpoint, boolean taken) {
    db.sql(
            """
            update webhook_endpoint set troubles = 0, reason = null, status = null,
              last_success_at = coalesce(cast(:now as timestamp(6) with time zone),
                last_success_at)
            where name = :name
            """)
        .param("now", taken ? db(clock.instant()) : null)
        .param("name", endpoint.name())
        .update();
  }

  /** Those who meet the same trouble at once make one rest of it. */
  private void rest(Endpoint endpoint, Answer answer) {
    var troubles = of(endpoint).troubles() + 1;
    var until = clock.instant().plus(retries.rest(troubles, answer));
    if (troubles == 1) {
      LOG.warn("Webhook {} is in trouble: {}; it is tried again", endpoint.name(), answer);
    }
    db.sql(
            """
            update webhook_endpoint set troubles = :troubles, rests_until = :until,
              reason = :reason, status = :status
            where name = :name and (rests_until is null or rests_until < :until)
            """)
        .param("troubles", troubles)
        .param("until", db(until))
        .param("reason", answer.kind().name())
        .param("status", answer.status())
        .param("name", endpoint.name())
        .update();
  }

  private void gone(Endpoint endpoint) {
    LOG.error("Webhook {} says that it is gone (410); nothing is sent there", endpoint.name());
    db.sql("update webhook_endpoint set gone_at = :now where name = :name")
        .param("now", db(clock.instant()))
        .param("name", endpoint.name())
        .update();
  }

  /** Whatever was in the way is said to be repaired. */
  void takeUp(String name) {
    db.sql(
            """
            update webhook_endpoint set gone_at = null, rests_until = null, troubles = 0
            where name = :name
            """)
        .param("name", name)
        .update();
  }

  /** What was found of another address does not hold for this one. */
  private void remember(Endpoint endpoint) {
    var address = fingerprint(endpoint);
    db.sql(
            """
            update webhook_endpoint set address = :address, gone_at = null, rests_until = null,
              troubles = 0, last_success_at = null
            where name = :name and address <> :address
            """)
        .param("name", endpoint.name())
        .param("address", address)
        .update();
    try {
      db.sql(
              """
              insert into webhook_endpoint (name, address)
              select cast(:name as varchar(40)), cast(:address as varchar(64))
              where not exists (select 1 from webhook_endpoint where name = :name)
              """)
          .param("name", endpoint.name())
          .param("address", address)
          .update();
    } catch (DuplicateKeyException e) {
      // another node met it at the same time
    }
  }

  /** The address itself may hold a secret. */
  private static String fingerprint(Endpoint endpoint) {
    try {
      var url = endpoint.url().toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(url));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static State read(ResultSet row, int n) throws SQLException {
    return new State(
        DbTime.instant(row, "gone_at"),
        DbTime.instant(row, "rests_until"),
        row.getInt("troubles"),
        row.getString("reason"),
        row.getObject("status", Integer.class),
        DbTime.instant(row, "last_success_at"));
  }
}
