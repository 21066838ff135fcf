package dev.sopflow.audience;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of audiences. */
@Repository
class AudienceRows {

  private final JdbcClient db;

  AudienceRows(JdbcClient db) {
    this.db = db;
  }

  Optional<Audience> find(String key) {
    return db.sql("select * from audience where audience_key = :key")
        .param("key", key)
        .query(AudienceRows::audience)
        .optional();
  }

  List<Audience> all() {
    return db.sql("select * from audience order by name, audience_key")
        .query(AudienceRows::audience)
        .list();
  }

  /** Returns whether there was one to change. */
  boolean update(String key, String name, String conditions, String by, Instant at) {
    return write(
            """
            update audience
            set name = :name, conditions = :conditions, changed_by = :by, changed_at = :at
            where audience_key = :key
            """,
            key,
            name,
            conditions,
            by,
            at)
        == 1;
  }

  void insert(String key, String name, String conditions, String by, Instant at) {
    write(
        """
        insert into audience (audience_key, name, conditions, changed_by, changed_at)
        values (:key, :name, :conditions, :by, :at)
        """,
        key,
        name,
        conditions,
        by,
        at);
  }

  /** Adds those of the ids that are contacts; returns how many those were. */
  int addMembers(String key, Set<Long> contactIds) {
    return db.sql(
            """
            insert into audience_member (audience_key, contact_id)
            select :key, id from contact where id = any(:ids)
            """)
        .param("key", key)
        .param("ids", contactIds.toArray(Long[]::new))
        .update();
  }

  private int write(String sql, String key, String name, String conditions, String by, Instant at) {
    return db.sql(sql)
        .param("key", key)
        .param("name", name)
        .param("conditions", conditions)
        .param("by", by)
        .param("at", db(at))
        .update();
  }

  private static Audience audience(ResultSet row, int index) throws SQLException {
    return new Audience(
        row.getString("audience_key"),
        row.getString("name"),
        row.getString("conditions"),
        row.getString("changed_by"),
        DbTime.instant(row, "changed_at"));
  }
}
