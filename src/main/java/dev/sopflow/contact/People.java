package dev.sopflow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Reads whole people, a set at a time. */
@Repository
class People {

  private final JdbcClient db;

  People(JdbcClient db) {
    this.db = db;
  }

  /**
   * From here to the end of the transaction nobody else changes these people: what is read of them
   * now is still true when it is written. By id, so that no two writers wait in a circle.
   */
  void lock(Collection<Long> ids) {
    db.sql("select id from contact where id = any(:ids) order by id for update")
        .param("ids", array(ids))
        .query(Long.class)
        .list();
  }

  /** The people with these ids, in the order of the ids; unknown ids are left out. */
  List<Person> withIds(Collection<Long> ids) {
    var rows = new HashMap<Long, Row>();
    db.sql(
            """
            select contact.*, company.name as company_name from contact
            left join company on company.id = contact.company_id where contact.id = any(:ids)\
            """)
        .param("ids", array(ids))
        .query(
            (ResultSet row) -> {
              rows.put(row.getLong("id"), new Row(row));
            });
    if (!rows.isEmpty()) {
      addIdentities(ids, rows);
      addTags(ids, rows);
      addAttributes(ids, rows);
    }
    return ids.stream().map(rows::get).filter(Objects::nonNull).map(Row::person).toList();
  }

  /** Whom each of these identities belongs to; identities of nobody are left out. */
  Map<Identity, Long> ownersOf(Collection<Identity> identities) {
    var owners = new HashMap<Identity, Long>();
    for (var kind : IdentityKind.values()) {
      var values =
          identities.stream().filter(id -> id.kind() == kind).map(Identity::value).toArray();
      if (values.length > 0) {
        addOwners(kind, values, owners);
      }
    }
    return owners;
  }

  private void addOwners(IdentityKind kind, Object[] values, Map<Identity, Long> owners) {
    db.sql("select * from contact_identity where kind = :kind and id_value = any(:values)")
        .param("kind", kind.name())
        .param("values", new SqlArrayValue("varchar", values))
        .query(
            (ResultSet row) -> {
              owners.put(new Identity(kind, row.getString("id_value")), row.getLong("contact_id"));
            });
  }

  private void addIdentities(Collection<Long> ids, Map<Long, Row> rows) {
    db.sql(
            """
            select * from contact_identity where contact_id = any(:ids)
            order by contact_id, kind, preferred desc, id_value\
            """)
        .param("ids", array(ids))
        .query(
            (ResultSet row) -> {
              var kind = IdentityKind.valueOf(row.getString("kind"));
              rows.get(row.getLong("contact_id"))
                  .identities
                  .add(new Identity(kind, row.getString("id_value")));
            });
  }

  private void addTags(Collection<Long> ids, Map<Long, Row> rows) {
    db.sql("select * from contact_tag where contact_id = any(:ids) order by contact_id, tag")
        .param("ids", array(ids))
        .query(
            (ResultSet row) -> {
              rows.get(row.getLong("contact_id")).tags.add(row.getString("tag"));
            });
  }

  private void addAttributes(Collection<Long> ids, Map<Long, Row> rows) {
    db.sql("select * from contact_attribute where contact_id = any(:ids) order by contact_id, name")
        .param("ids", array(ids))
        .query(
            (ResultSet row) -> {
              rows.get(row.getLong("contact_id"))
                  .attributes
                  .put(row.getString("name"), row.getString("attr_value"));
            });
  }

  private static SqlArrayValue array(Collection<Long> ids) {
    return new SqlArrayValue("bigint", ids.toArray());
  }

  /** A person while the parts come together. */
  private static final class Row {

    private final long id;
    private final PositionLevel level;
    private final Profile bare;
    private final List<Identity> identities = new ArrayList<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();

    Row(ResultSet row) throws SQLException {
      id = row.getLong("id");
      level = PositionLevel.valueOf(row.getString("position_level"));
      bare =
          new Profile(
              row.getString("full_name"),
              text(row, "company_name"),
              text(row, "position_title"),
              text(row, "owner"),
              text(row, "zone"),
              text(row, "language"),
              text(row, "region"),
              text(row, "city"),
              identities,
              tags,
              attributes);
    }

    Person person() {
      return new Person(id, level, bare);
    }

    private static String text(ResultSet row, String column) throws SQLException {
      return Objects.requireNonNullElse(row.getString(column), "");
    }
  }
}
