package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much a contact has lately shown interest: points for what they did, each worth half after a
 * half-life. Instead of letting what is kept shrink, later points are kept as larger ones; so they
 * only need to be added up, in any order, and a level is compared without reading who has it.
 */
@Service
public class Engagement {

  /** Points are worth what they are at this moment. */
  private static final Instant REFERENCE = Instant.parse("2026-01-01T00:00:00Z");

  private final JdbcClient db;
  private final Clock clock;
  private final Duration halfLife;

  Engagement(
      JdbcClient db,
      Clock clock,
      @Value("${sopflow.contact.engagement-half-life:30d}") Duration halfLife) {
    if (halfLife.toDays() < 1) {
      throw new IllegalArgumentException(
          "sopflow.contact.engagement-half-life must be at least 1d, not " + halfLife);
    }
    this.db = db;
    this.clock = clock;
    this.halfLife = halfLife;
  }

  /** In a transaction that has locked the contact, or can wait for one that has. */
  @Transactional
  public void raise(long contactId, double points) {
    var grown = points * worth(clock.instant());
    var known =
        db.sql(
                """
                update engagement set grown = grown + :grown, raised_at = :now
                where contact_id = :contact
                """)
            .param("now", DbTime.db(clock.instant()))
            .param("grown", grown)
            .param("contact", contactId)
            .update();
    if (known == 0) {
      begin(contactId, grown);
    }
  }

  /**
   * In a transaction that has locked the contacts.
   *
   * @param points by contact
   */
  @Transactional
  public void raise(Map<Long, Double> points) {
    var worth = worth(clock.instant());
    var contacts = points.keySet().toArray(Long[]::new);
    db.sql(
            """
            merge into engagement e
            using (select * from unnest(cast(:contacts as bigint array),
              cast(:grown as double precision array)) as x(contact_id, grown)) s
            on e.contact_id = s.contact_id
            when matched then update set grown = e.grown + s.grown,
              raised_at = cast(:now as timestamp(6) with time zone)
            when not matched then insert (contact_id, grown, raised_at)
              values (s.contact_id, s.grown, cast(:now as timestamp(6) with time zone))
            """)
        .param("now", DbTime.db(clock.instant()))
        .param("contacts", contacts)
        .param(
            "grown", Stream.of(contacts).map(id -> points.get(id) * worth).toArray(Double[]::new))
        .update();
  }

  /** Nobody can be the first twice: the contact is locked. */
  private void begin(long contactId, double grown) {
    db.sql("select id from contact where id = :contact for update")
        .param("contact", contactId)
        .query(Long.class)
        .list();
    db.sql(
            """
            merge into engagement e
            using (select id, cast(:grown as double precision) as grown from contact
              where id = :contact) c on e.contact_id = c.id
            when matched then update set grown = e.grown + c.grown,
              raised_at = cast(:now as timestamp(6) with time zone)
            when not matched then insert (contact_id, grown, raised_at)
              values (c.id, c.grown, cast(:now as timestamp(6) with time zone))
            """)
        .param("now", DbTime.db(clock.instant()))
        .param("contact", contactId)
        .param("grown", grown)
        .update();
  }

  /**
   * How much interest a contact has lately shown.
   *
   * @param points as they count now, rounded down
   * @param raisedAt when they last did something that counts; null: never
   */
  public record Level(long points, Instant raisedAt) {

    private static final int WARM = 10;
    private static final int SOME = 2;

    /** For words: warm, some or none. */
    public String word() {
      return points >= WARM ? "warm" : points >= SOME ? "some" : "none";
    }
  }

  public Level levelOf(long contactId) {
    var raisedAt =
        db.sql("select raised_at from engagement where contact_id = :contact")
            .param("contact", contactId)
            .query((row, n) -> DbTime.instant(row, "raised_at"))
            .optional();
    return new Level((long) of(contactId), raisedAt.orElse(null));
  }

  /** Points as they count now; 0 for who never showed interest. */
  public double of(long contactId) {
    return db.sql("select grown from engagement where contact_id = :contact")
            .param("contact", contactId)
            .query(Double.class)
            .optional()
            .orElse(0.0)
        / worth(clock.instant());
  }

  /** What one point of {@code at} is kept as. */
  public double worth(Instant at) {
    return Math.pow(2, (double) Duration.between(REFERENCE, at).toSeconds() / halfLife.toSeconds());
  }
}
