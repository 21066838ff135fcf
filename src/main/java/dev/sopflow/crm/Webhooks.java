package dev.sopflow.crm;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.journal.OpsJournal;
import dev.sopflow.time.DbTime;
import dev.sopflow.web.NotFound;
import dev.sopflow.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How telling other systems goes, for people, and what they can do about it. */
@Service
public class Webhooks {

  private static final String AGAIN =
      """
      update webhook_delivery set state = 'WAITING', attempts = 0, first_try_at = null,
        done_at = null, next_at = :now
      where state = 'FAILED' and\s""";

  private final JdbcClient db;
  private final Endpoints endpoints;
  private final EndpointHealth health;
  private final OpsJournal journal;
  private final Clock clock;

  Webhooks(
      JdbcClient db, Endpoints endpoints, EndpointHealth health, OpsJournal journal, Clock clock) {
    this.db = db;
    this.endpoints = endpoints;
    this.health = health;
    this.journal = journal;
    this.clock = clock;
  }

  /** How an endpoint fares. */
  public enum Health {
    WORKS,
    /** In trouble; it is tried again by itself. */
    RESTS,
    /** Said that it is gone; nothing is sent there until somebody takes it up again. */
    GONE,
    /** Nothing has been sent there yet. */
    NEW,
    /** Not configured any more, but something still waits for it or failed. */
    REMOVED
  }

  /**
   * @param host null if it is not configured any more
   * @param until to when it rests, or null
   * @param reason of its last trouble, as a word for programs; null if there is none
   * @param status HTTP, of the last trouble, or null
   */
  public record Overview(
      String name,
      String host,
      Set<EventType> events,
      Health health,
      Instant until,
      String reason,
      Integer status,
      Instant lastSuccessAt,
      long waiting,
      long failed) {}

  /**
   * An event of which an endpoint could not be told.
   *
   * @param contactId null if it is about none
   */
  public record Failed(
      long id,
      String endpoint,
      EventType type,
      Instant happenedAt,
      Instant failedAt,
      Long contactId,
      String contactName,
      String runName,
      String reason,
      Integer status,
      int attempts) {}

  private record Counts(long waiting, long failed) {

    private static final Counts NONE = new Counts(0, 0);
  }

  /** All that are configured, and those for which something is left over; by name. */
  public List<Overview> all() {
    var counts = counts();
    var configured = endpoints.all().stream().collect(Collectors.toMap(Endpoint::name, one -> one));
    var names = new TreeSet<>(counts.keySet());
    names.addAll(configured.keySet());
    return names.stream()
        .map(name -> overview(name, configured.get(name), counts.getOrDefault(name, Counts.NONE)))
        .toList();
  }

  private Overview overview(String name, Endpoint endpoint, Counts counts) {
    if (endpoint == null) {
      return new Overview(
          name,
          null,
          Set.of(),
          Health.REMOVED,
          null,
          null,
          null,
          null,
          counts.waiting,
          counts.failed);
    }
    var state = health.of(endpoint);
    return new Overview(
        name,
        endpoint.host(),
        endpoint.events(),
        healthOf(state),
        state.restsUntil(),
        state.reason(),
        state.status(),
        state.lastSuccessAt(),
        counts.waiting(),
        counts.failed());
  }

  private Health healthOf(EndpointHealth.State state) {
    if (state.goneAt() != null) {
      return Health.GONE;
    }
    if (state.troubles() > 0) {
      return Health.RESTS;
    }
    return state.lastSuccessAt() == null ? Health.NEW : Health.WORKS;
  }

  private Map<String, Counts> counts() {
    return db
        .sql(
            """
            select endpoint, sum(case when state = 'FAILED' then 0 else 1 end) as waiting,
              sum(case when state = 'FAILED' then 1 else 0 end) as failed
            from webhook_delivery where state in ('WAITING', 'SENDING', 'FAILED')
            group by endpoint
            """)
        .query(
            (row, n) ->
                Map.entry(
                    row.getString("endpoint"),
                    new Counts(row.getLong("waiting"), row.getLong("failed"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What could not be told, the last first. */
  public Page<Failed> failed(Page.Asked page) {
    var total =
        db.sql("select count(*) from webhook_delivery where state = 'FAILED'")
            .query(Long.class)
            .single();
    return page.of(
        db.sql(
                """
                select d.*, c.full_name, r.name as run_name from webhook_delivery d
                left join contact c on c.id = d.contact_id left join run r on r.id = d.run_id
                where d.state = 'FAILED' order by d.id desc limit :limit offset :offset
                """)
            .param("limit", page.size())
            .param("offset", page.offset())
            .query(Webhooks::read)
            .list(),
        total);
  }

  /**
   * Sends a failed event again, with all its tries before it.
   *
   * @throws NotFound if it is none, or waits already
   */
  @Transactional
  public void sendAgain(long id, String by) {
    var endpoint =
        db.sql("select endpoint from webhook_delivery where id = :id and state = 'FAILED'")
            .param("id", id)
            .query(String.class)
            .optional()
            .orElseThrow(() -> new NotFound("This event waits or was sent already"));
    if (db.sql(AGAIN + "id = :id").param("id", id).param("now", db(clock.instant())).update() > 0) {
      journal.write(null, by, "journal.webhook.again", endpoint, 1);
    }
  }

  /** Sends all failed events of an endpoint again. */
  @Transactional
  public void sendAllAgain(String endpoint, String by) {
    var sent =
        db.sql(AGAIN + "endpoint = :endpoint")
            .param("endpoint", endpoint)
            .param("now", db(clock.instant()))
            .update();
    if (sent > 0) {
      journal.write(null, by, "journal.webhook.again", endpoint, sent);
    }
  }

  /** Tries an endpoint again, with all that waits: whoever keeps it says that it is repaired. */
  @Transactional
  public void takeUp(String endpoint, String by) {
    health.takeUp(endpoint);
    db.sql(
            """
            update webhook_delivery set next_at = :now
            where endpoint = :endpoint and state = 'WAITING' and next_at > :now
            """)
        .param("now", db(clock.instant()))
        .param("endpoint", endpoint)
        .update();
    journal.write(null, by, "journal.webhook.takenUp", endpoint);
  }

  private static Failed read(ResultSet row, int n) throws SQLException {
    return new Failed(
        row.getLong("id"),
        row.getString("endpoint"),
        EventType.valueOf(row.getString("event_type")),
        DbTime.instant(row, "happened_at"),
        DbTime.instant(row, "done_at"),
        row.getObject("contact_id", Long.class),
        row.getString("full_name"),
        row.getString("run_name"),
        row.getString("reason"),
        row.getObject("status", Integer.class),
        row.getInt("attempts"));
  }
}
