package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Addresses that must not be used, whoever they belong to: hard bounces, dead numbers. */
@Service
public class Suppressions {

  /** An address that must not be used, and why. */
  public record Suppression(Identity address, String reason, Instant at) {}

  private final JdbcClient db;
  private final Clock clock;

  Suppressions(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * From now on nothing goes to this address; the first reason stays.
   *
   * @return false if it was so before
   */
  @Transactional
  public boolean suppress(Identity address, String reason) {
    return db.sql(
                """
            merge into suppression s using (select cast(:kind as varchar(10)) as kind,
              cast(:value as varchar(254)) as id_value) n
            on s.kind = n.kind and s.id_value = n.id_value
            when not matched then insert (kind, id_value, reason, at)
            values (n.kind, n.id_value, :reason, :now)\
            """)
            .param("kind", address.kind().name())
            .param("value", address.value())
            .param("reason", Names.clean(reason, 200))
            .param("now", DbTime.db(clock.instant()))
            .update()
        > 0;
  }

  /** Those among a contact's addresses. */
  public List<Suppression> of(long contactId) {
    return db.sql(
            """
            select s.* from suppression s join contact_identity i
            on i.kind = s.kind and i.id_value = s.id_value
            where i.contact_id = :contact order by s.kind, s.id_value\
            """)
        .param("contact", contactId)
        .query(
            (row, n) ->
                new Suppression(
                    new Identity(
                        IdentityKind.valueOf(row.getString("kind")), row.getString("id_value")),
                    row.getString("reason"),
                    DbTime.instant(row, "at")))
        .list();
  }
}
