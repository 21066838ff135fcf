package dev.sopflow.audience;

import dev.sopflow.contact.ContactSet;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The named audiences. */
@Service
public class Audiences {

  /** The built-in audience of all contacts. */
  public static final String EVERYONE = "everyone";

  private static final int SAMPLE = 10;
  private static final Audience ALL_CONTACTS = new Audience(EVERYONE, "Everyone", null, null, null);

  private final AudienceRows rows;
  private final Conditions conditions;
  private final AudienceNames names;
  private final JdbcClient db;
  private final Clock clock;

  Audiences(
      AudienceRows rows, Conditions conditions, AudienceNames names, JdbcClient db, Clock clock) {
    this.names = names;
    this.rows = rows;
    this.conditions = conditions;
    this.db = db;
    this.clock = clock;
  }

  /**
   * The contacts of an audience, now.
   *
   * @throws UnknownAudience if there is none with this key
   */
  public ContactSet contactsOf(String key) {
    if (EVERYONE.equals(key)) {
      return new ContactSet("select id as contact_id from contact", Map.of());
    }
    var audience = find(key).orElseThrow(() -> new UnknownAudience(key));
    return audience.conditions() == null
        ? new ContactSet(
            "select contact_id from audience_member where audience_key = :pickedAudience",
            Map.of("pickedAudience", key))
        : matching(audience.conditions());
  }

  /**
   * The contacts for whom conditions hold, now.
   *
   * @throws BadCondition if they can't be understood
   */
  public ContactSet matching(String conditionsJson) {
    return conditions.compile(conditions.read(conditionsJson), clock.instant());
  }

  /** Whether an audience with this key exists. */
  public boolean exists(String key) {
    return find(key).isPresent();
  }

  public Optional<Audience> find(String key) {
    return EVERYONE.equals(key) ? Optional.of(ALL_CONTACTS) : rows.find(key);
  }

  /** All of them, everyone first, then by name. */
  public List<Audience> all() {
    return Stream.concat(Stream.of(ALL_CONTACTS), rows.all().stream()).toList();
  }

  /**
   * How many contacts are in it now.
   *
   * @throws UnknownAudience if there is none with this key
   */
  public long count(String key) {
    return count(contactsOf(key));
  }

  /** How many contacts are in a set. */
  public long count(ContactSet set) {
    return db.sql("select count(*) from (" + set.sql() + ") counted")
        .params(set.params())
        .query(Long.class)
        .single();
  }

  /** How many a set holds, and the first few by name. */
  public Match match(ContactSet set) {
    var sample =
        db.sql(
                """
                select ct.id as contact_id, ct.full_name as name, co.name as company
                from contact ct left join company co on co.id = ct.company_id
                where ct.id in (%s)
                order by ct.full_name, ct.id
                limit %d
                """
                    .formatted(set.sql(), SAMPLE))
            .params(set.params())
            .query(Member.class)
            .list();
    return new Match(count(set), sample);
  }

  /**
   * Makes an audience, or changes it; a hand-picked one becomes one by conditions.
   *
   * @throws BadCondition if the conditions can't be understood
   * @throws IllegalArgumentException in plain words, if key or name can't be taken
   */
  @Transactional
  public void put(String key, String name, String conditionsJson, String by) {
    names.check(key, name);
    conditions.read(conditionsJson);
    if (!rows.update(key, name.strip(), conditionsJson, by, clock.instant())) {
      rows.insert(key, name.strip(), conditionsJson, by, clock.instant());
    }
  }

  /**
   * Makes an audience of exactly these contacts and returns its new key.
   *
   * @throws IllegalArgumentException if one of the ids is no contact
   */
  @Transactional
  public String handPicked(Collection<Long> contactIds, String by) {
    var ids = new TreeSet<>(contactIds);
    var key = "picked-" + UUID.randomUUID().toString().substring(0, 13);
    rows.insert(key, "Hand-picked: " + ids.size(), null, by, clock.instant());
    if (ids.isEmpty() || rows.addMembers(key, ids) != ids.size()) {
      throw new IllegalArgumentException(
          "Each of the contacts must exist: at least one id is no contact");
    }
    return key;
  }
}
