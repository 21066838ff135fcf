package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.TestTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** People and runs without an engine, for tests of the rooms around runs. */
@Component
public class RunFixtures {

  private final JdbcClient db;
  private final Runs runs;

  RunFixtures(JdbcClient db, Runs runs) {
    this.db = db;
    this.runs = runs;
  }

  /** Everybody in the house. */
  public static final ContactSet EVERYBODY =
      new ContactSet("select id as contact_id from contact", Map.of());

  /** A person with an e-mail address, a phone and a WeCom id. */
  public long person(String name, String owner) {
    var key = new GeneratedKeyHolder();
    db.sql(
            """
            insert into contact (full_name, owner, created_at, updated_at)
            values (:name, :owner, :at, :at)
            """)
        .param("name", name)
        .param("owner", owner)
        .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
        .update(key, "id");
    var id = key.getKey().longValue();
    known(id, "EMAIL", "p" + id + "@people.example");
    known(id, "PHONE", "+1202555%04d".formatted(id % 10_000));
    known(id, "WECOM", "wecom-" + id);
    return id;
  }

  /** The contact has this address too. */
  public void known(long contact, String kind, String value) {
    db.sql("insert into contact_identity (kind, id_value, contact_id) values (:k, :v, :c)")
        .param("k", kind)
        .param("v", value)
        .param("c", contact)
        .update();
  }

  /** A refusal as it stands in the house, without anybody being told. */
  public void refused(long contact, String channel) {
    db.sql(
            """
            insert into consent (contact_id, channel, status, source, at)
            values (:contact, :channel, 'REFUSED', 'test', :at)
            """)
        .param("contact", contact)
        .param("channel", channel)
        .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The contact's address of this kind must not be used. */
  public void suppressed(long contact, String kind) {
    db.sql(
            """
            insert into suppression (kind, id_value, reason, at)
            select kind, id_value, 'test', cast(:at as timestamp(6) with time zone)
            from contact_identity where contact_id = :contact and kind = :kind
            """)
        .param("contact", contact)
        .param("kind", kind)
        .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The contact has no address of these kinds. */
  public void unknown(long contact, String... kinds) {
    db.sql("delete from contact_identity where contact_id = :contact and kind = any(:kinds)")
        .param("contact", contact)
        .param("kinds", kinds)
        .update();
  }

  /** A run of an SOP, as the engine would open it. */
  public long run(String sop) {
    return run(sop, false);
  }

  /** A run whose participants may be active in others of the SOP as well. */
  public long sharing(String sop) {
    return run(sop, true);
  }

  private long run(String sop, boolean shares) {
    var process = UUID.randomUUID().toString();
    return runs.opened(new Runs.Started(sop, 1, "A run of " + sop, process, null, shares, "ops"))
        .id();
  }

  public String stateIn(long run, long contact) {
    return db.sql("select state from participant where run_id = :run and contact_id = :contact")
        .param("run", run)
        .param("contact", contact)
        .query(String.class)
        .optional()
        .orElse("not in the run");
  }
}
