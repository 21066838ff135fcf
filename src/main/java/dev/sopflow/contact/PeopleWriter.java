package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * Writes whole people, a set at a time, in the caller's transaction. Two writers that bring the
 * same identity or company at once: the later one gets a DuplicateKeyException.
 */
@Repository
class PeopleWriter {

  /** What a new contact's row is made of; {@link #row} has a value for each. */
  private static final List<String> TEXTS =
      List.of(
          "fullName",
          "nameKey",
          "turnedKey",
          "title",
          "level",
          "owner",
          "zone",
          "language",
          "region",
          "city");

  private static final String INSERT =
      """
      insert into contact (company_id, full_name, name_key, turned_key, position_title,
        position_level, owner, zone, language, region, city, created_at, updated_at)
      select company, %1$s, at, at
      from (select x.*, cast(:now as timestamp(6) with time zone) as at
        from unnest(cast(:company as bigint array), %2$s)
          with ordinality as x(company, %1$s, nr)) y
      order by nr
      """
          .formatted(
              String.join(", ", TEXTS),
              TEXTS.stream()
                  .map("cast(:%s as varchar(200) array)"::formatted)
                  .collect(Collectors.joining(", ")));

  private final NamedParameterJdbcTemplate db;
  private final AddressRefusals refusals;
  private final Clock clock;

  PeopleWriter(NamedParameterJdbcTemplate db, AddressRefusals refusals, Clock clock) {
    this.db = db;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** Stores new people; returns their ids in the same order. */
  List<Long> add(List<Profile> people, Function<String, PositionLevel> levels) {
    if (people.isEmpty()) {
      return List.of();
    }
    var ids = insert(people, levels);
    var added = new LinkedHashMap<Long, Change>();
    for (int i = 0; i < ids.size(); i++) {
      added.put(ids.get(i), new Change(Profile.named(""), people.get(i)));
    }
    writeParts(added);
    return ids;
  }

  /** Stores what was learned about known people. */
  void change(Map<Long, Change> changes, Function<String, PositionLevel> levels) {
    if (changes.isEmpty()) {
      return;
    }
    var companies = companies(changes.values().stream().map(Change::after).toList());
    batch(
        """
        update contact set full_name = :fullName, name_key = :nameKey, turned_key = :turnedKey, company_id = :company,
        position_title = :title, position_level = :level, owner = :owner, zone = :zone,
        language = :language, region = :region, city = :city, updated_at = :now where id = :id\
        """,
        changes.entrySet().stream()
            .map(e -> row(e.getValue().after(), companies, levels).addValue("id", e.getKey()))
            .toList());
    writeParts(changes);
  }

  /** A line in the contact's own history. */
  void note(Map<Long, String> kinds, String detail, String actor) {
    var at = DbTime.db(clock.instant());
    batch(
        """
        insert into contact_event (contact_id, at, kind, detail, actor)
        values (:id, :at, :kind, :detail, :actor)\
        """,
        kinds.entrySet().stream()
            .map(
                e ->
                    params("id", e.getKey())
                        .addValue("at", at)
                        .addValue("kind", e.getValue())
                        .addValue("detail", Names.clean(detail, 1000))
                        .addValue("actor", actor))
            .toList());
  }

  /** One statement for all: the driver would send a batch that returns keys row by row. */
  private List<Long> insert(List<Profile> people, Function<String, PositionLevel> levels) {
    var companies = companies(people);
    var rows = people.stream().map(person -> row(person, companies, levels)).toList();
    var params = new MapSqlParameterSource("now", DbTime.db(clock.instant()));
    params.addValue("company", column("bigint", rows, "company"));
    TEXTS.forEach(name -> params.addValue(name, column("varchar", rows, name)));
    var keys = new GeneratedKeyHolder();
    db.update(INSERT, params, keys, new String[] {"id"});
    return keys.getKeyList().stream()
        .map(key -> ((Number) key.values().iterator().next()).longValue())
        .sorted()
        .toList();
  }

  private static SqlArrayValue column(String type, List<MapSqlParameterSource> rows, String name) {
    return new SqlArrayValue(type, rows.stream().map(row -> row.getValue(name)).toArray());
  }

  private MapSqlParameterSource row(
      Profile who, Map<String, Long> companies, Function<String, PositionLevel> levels) {
    return params("fullName", who.fullName())
        .addValue("nameKey", Names.key(who.fullName()))
        .addValue("turnedKey", Names.turnedKey(who.fullName()))
        .addValue("company", companies.get(Names.key(who.company())))
        .addValue("title", orNull(who.positionTitle()))
        .addValue("level", levels.apply(who.positionTitle()).name())
        .addValue("owner", orNull(who.owner()))
        .addValue("zone", orNull(who.zone()))
        .addValue("language", orNull(who.language()))
        .addValue("region", orNull(who.region()))
        .addValue("city", orNull(who.city()))
        .addValue("now", DbTime.db(clock.instant()));
  }

  private void writeParts(Map<Long, Change> changes) {
    var identities = new ArrayList<List<Object>>();
    var tags = new ArrayList<List<Object>>();
    var attributes = new ArrayList<List<Object>>();
    changes.forEach(
        (id, change) -> {
          change
              .newIdentities()
              .forEach(
                  (x, first) -> identities.add(List.of(x.kind().name(), x.value(), id, first)));
          change.newTags().forEach(tag -> tags.add(List.of(id, tag)));
          change.newAttributes().forEach((name, v) -> attributes.add(List.of(id, name, v)));
        });
    insertAll("contact_identity", identities, "varchar", "varchar", "bigint", "boolean");
    insertAll("contact_tag", tags, "bigint", "varchar");
    insertAll("contact_attribute", attributes, "bigint", "varchar", "varchar");
    if (!identities.isEmpty()) {
      refusals
          .heed(changes.keySet())
          .forEach(id -> note(Map.of(id, "OPTED_OUT"), "by an address, before", "contact"));
    }
  }

  /** One statement with an array for each column: the driver's batches are many statements. */
  private void insertAll(String table, List<List<Object>> rows, String... types) {
    if (rows.isEmpty()) {
      return;
    }
    var params = new MapSqlParameterSource();
    var arrays = new ArrayList<String>();
    for (int i = 0; i < types.length; i++) {
      int column = i;
      var values = rows.stream().map(row -> row.get(column)).toArray();
      params.addValue("c" + i, new SqlArrayValue(types[i], values));
      arrays.add("cast(:c%d as %s array)".formatted(i, types[i]));
    }
    var sql = "insert into %s select * from unnest(%s)";
    db.update(sql.formatted(table, String.join(", ", arrays)), params);
  }

  /** The ids of everyone's companies by name key; unknown companies are stored. */
  private Map<String, Long> companies(Collection<Profile> people) {
    var names = new LinkedHashMap<String, String>();
    people.stream()
        .map(Profile::company)
        .filter(name -> !name.isEmpty())
        .forEach(name -> names.putIfAbsent(Names.key(name), name));
    var known = knownCompanies(names.keySet());
    names.keySet().removeAll(known.keySet());
    if (names.isEmpty()) {
      return known;
    }
    var rows = new ArrayList<MapSqlParameterSource>();
    names.forEach((key, name) -> rows.add(params("key", key).addValue("name", name)));
    batch("insert into company (name, name_key) values (:name, :key)", rows);
    known.putAll(knownCompanies(names.keySet()));
    return known;
  }

  private Map<String, Long> knownCompanies(Collection<String> keys) {
    var known = new HashMap<String, Long>();
    db.query(
        "select id, name_key from company where name_key = any(:keys)",
        params("keys", new SqlArrayValue("varchar", keys.toArray())),
        row -> {
          known.put(row.getString("name_key"), row.getLong("id"));
        });
    return known;
  }

  private void batch(String sql, List<MapSqlParameterSource> rows) {
    if (!rows.isEmpty()) {
      db.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
    }
  }

  private static MapSqlParameterSource params(String name, Object value) {
    return new MapSqlParameterSource(name, value);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
