package dev.sopflow.content;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the library. */
@Repository
class ContentRows {

  private static final String SELECT =
      """
      select v.*, c.content_key, c.piece
      from content_version v join content c on c.id = v.content_id
      """;

  private final JdbcClient db;

  ContentRows(JdbcClient db) {
    this.db = db;
  }

  Optional<Long> contentId(String key) {
    return db.sql("select id from content where content_key = :key")
        .param("key", key)
        .query(Long.class)
        .optional();
  }

  /** Locks the piece so that its versions are numbered one after another. */
  Optional<Long> lock(String key) {
    return db.sql("select id from content where content_key = :key for update")
        .param("key", key)
        .query(Long.class)
        .optional();
  }

  void insertContent(String key, String piece) {
    db.sql("insert into content (content_key, piece) values (:key, :piece)")
        .param("key", key)
        .param("piece", piece)
        .update();
  }

  int nextVersion(long contentId) {
    return db.sql(
            "select coalesce(max(version), 0) + 1 from content_version where content_id = :id")
        .param("id", contentId)
        .query(Integer.class)
        .single();
  }

  void insertDraft(long contentId, int version, ContentDraft draft, String by, Instant at) {
    var marks = draft.marks();
    db.sql(
            """
            insert into content_version (content_id, version, status, name, stage, topic, audience,
              channel, language, sort_order, valid_until, review_by, subject, html, body,
              change_note, changed_by, changed_at)
            values (:content, :version, 'DRAFT', :name, :stage, :topic, :audience, :channel,
              :language, :sort, :validUntil, :reviewBy, :subject, :html, :body, :note, :by, :at)
            """)
        .param("content", contentId)
        .param("version", version)
        .param("name", draft.name())
        .param("stage", marks.stage().name())
        .param("topic", marks.topic())
        .param("audience", marks.audience())
        .param("channel", marks.channel().name())
        .param("language", marks.language())
        .param("sort", marks.sortOrder())
        .param("validUntil", marks.validUntil())
        .param("reviewBy", marks.reviewBy())
        .param("subject", draft.words().subject())
        .param("html", draft.words().html())
        .param("body", draft.words().text())
        .param("note", draft.changeNote())
        .param("by", by)
        .param("at", db(at))
        .update();
  }

  void retireOthers(long contentId, int version) {
    db.sql(
            """
            update content_version set status = 'RETIRED'
            where content_id = :id and version <> :version and status = 'ACTIVE'
            """)
        .param("id", contentId)
        .param("version", version)
        .update();
  }

  void activate(long contentId, int version) {
    db.sql(
            """
            update content_version set status = 'ACTIVE'
            where content_id = :id and version = :version
            """)
        .param("id", contentId)
        .param("version", version)
        .update();
    db.sql("update content set active_version = :version where id = :id")
        .param("id", contentId)
        .param("version", version)
        .update();
  }

  /** Whether it was the one that goes out. */
  boolean retire(long contentId, int version) {
    var retired =
        db.sql(
                """
                update content_version set status = 'RETIRED'
                where content_id = :id and version = :version and status = 'ACTIVE'
                """)
            .param("id", contentId)
            .param("version", version)
            .update();
    db.sql(
            """
            update content set active_version = null
            where id = :id and active_version = :version
            """)
        .param("id", contentId)
        .param("version", version)
        .update();
    return retired > 0;
  }

  Optional<ContentVersion> find(long versionId) {
    return db.sql(SELECT + "where v.id = :id")
        .param("id", versionId)
        .query(ContentRows::version)
        .optional();
  }

  Optional<ContentVersion> find(String key, int version) {
    return db.sql(SELECT + "where c.content_key = :key and v.version = :version")
        .param("key", key)
        .param("version", version)
        .query(ContentRows::version)
        .optional();
  }

  List<ContentVersion> versions(String key) {
    return db.sql(SELECT + "where c.content_key = :key order by v.version desc")
        .param("key", key)
        .query(ContentRows::version)
        .list();
  }

  private static ContentVersion version(ResultSet row, int index) throws SQLException {
    return new ContentVersion(
        row.getLong("id"),
        row.getString("content_key"),
        row.getString("piece"),
        row.getInt("version"),
        ContentVersion.Status.valueOf(row.getString("status")),
        row.getString("name"),
        marks(row),
        new Words(row.getString("subject"), row.getString("html"), row.getString("body")),
        row.getString("change_note"),
        row.getString("changed_by"),
        DbTime.instant(row, "changed_at"));
  }

  static Marks marks(ResultSet row) throws SQLException {
    return new Marks(
        Stage.valueOf(row.getString("stage")),
        row.getString("topic"),
        row.getString("audience"),
        Channel.valueOf(row.getString("channel")),
        row.getString("language"),
        row.getInt("sort_order"),
        row.getObject("valid_until", LocalDate.class),
        row.getObject("review_by", LocalDate.class));
  }
}
