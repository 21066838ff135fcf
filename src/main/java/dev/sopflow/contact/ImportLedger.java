package dev.sopflow.contact;

import dev.sopflow.contact.ImportStatus.State;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The book of imports: how far each is, and the rows that it gave back. */
@Repository
class ImportLedger {

  /**
   * A row that was given back.
   *
   * @param id grows with the line within an import; 0: not stored yet
   */
  record Issue(long id, int line, boolean rejected, Problem problem, String rawRow) {}

  private final JdbcClient db;
  private final NamedParameterJdbcTemplate batches;
  private final Words words;
  private final Clock clock;

  ImportLedger(JdbcClient db, NamedParameterJdbcTemplate batches, Words words, Clock clock) {
    this.db = db;
    this.batches = batches;
    this.words = words;
    this.clock = clock;
  }

  long open(String fileName, String region, String by) {
    var key = new GeneratedKeyHolder();
    db.sql(
            """
            insert into contact_import (file_name, region, status, started_by, started_at)
            values (:file, :region, 'WAITING', :by, :now)\
            """)
        .param("file", fileName)
        .param("region", region)
        .param("by", by)
        .param("now", DbTime.db(clock.instant()))
        .update(key, "id");
    return key.getKeyAs(Number.class).longValue();
  }

  void begin(long id, String encoding, List<String> headers, int total) {
    db.sql(
            """
            update contact_import set status = 'RUNNING', encoding = :encoding, header = :header,
            rows_total = :total where id = :id\
            """)
        .param("id", id)
        .param("encoding", encoding)
        .param("header", RawRow.of(headers))
        .param("total", total)
        .update();
  }

  /** One chunk at a time on all nodes: two that bring the same people would wait in circles. */
  void takeTurn() {
    db.sql("select id from contact_import_turn for update").query(Integer.class).single();
  }

  /** Where it is now; a running import that somebody took for interrupted is running again. */
  void progress(long id, ImportCounts counts) {
    db.sql(
            """
            update contact_import set status = 'RUNNING', message = null, about = null,
            finished_at = null, rows_read = :rows, created = :created,
            merged = :merged, unchanged = :unchanged, rejected = :rejected, warned = :warned
            where id = :id\
            """)
        .param("id", id)
        .param("rows", counts.rows())
        .param("created", counts.created())
        .param("merged", counts.merged())
        .param("unchanged", counts.unchanged())
        .param("rejected", counts.rejected())
        .param("warned", counts.warned())
        .update();
  }

  /**
   * @param message key of what went wrong; null if nothing did
   * @param about what the message names
   */
  void close(long id, State state, String message, List<String> about) {
    db.sql(
            """
            update contact_import set status = :state, message = :message, about = :about,
            finished_at = :now where id = :id\
            """)
        .param("id", id)
        .param("state", state.name())
        .param("message", message)
        .param("about", RawRow.of(about.stream().map(word -> Names.clean(word, 300)).toList()))
        .param("now", DbTime.db(clock.instant()))
        .update();
  }

  /** What is at work, or was when the house went down. */
  List<Long> unfinished() {
    return db.sql(
            "select id from contact_import where status in ('WAITING', 'RUNNING') order by id")
        .query(Long.class)
        .list();
  }

  void giveBack(long id, List<Issue> issues) {
    if (!issues.isEmpty()) {
      batches.batchUpdate(
          """
          insert into contact_import_issue (import_id, line, severity, reason, about, raw_row)
          values (:import, :line, :severity, :reason, :about, :raw)\
          """,
          issues.stream().map(issue -> row(id, issue)).toArray(SqlParameterSource[]::new));
    }
  }

  private static MapSqlParameterSource row(long id, Issue issue) {
    return new MapSqlParameterSource("import", id)
        .addValue("line", issue.line())
        .addValue("severity", issue.rejected() ? "REJECTED" : "WARNED")
        .addValue("reason", issue.problem().reason().name())
        .addValue("about", RawRow.of(issue.problem().about()))
        .addValue("raw", issue.rawRow());
  }

  Optional<ImportStatus> find(long id) {
    return db.sql("select * from contact_import where id = :id")
        .param("id", id)
        .query(this::status)
        .optional();
  }

  List<ImportStatus> latest(int limit) {
    return db.sql("select * from contact_import order by id desc limit :limit")
        .param("limit", limit)
        .query(this::status)
        .list();
  }

  /** The list's own header as a CSV line; empty if it was never read. */
  String header(long id) {
    return db.sql("select coalesce(header, '') from contact_import where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  /** The next rows given back, in the list's order. */
  List<Issue> issues(long id, long after, int limit) {
    return db.sql(
            """
            select * from contact_import_issue where import_id = :id and id > :after order by id
            limit :limit\
            """)
        .param("id", id)
        .param("after", after)
        .param("limit", limit)
        .query((row, n) -> issue(row))
        .list();
  }

  private String message(ResultSet row) throws SQLException {
    var code = row.getString("message");
    return code == null ? null : words.say(code, RawRow.cells(row.getString("about")).toArray());
  }

  private static Issue issue(ResultSet row) throws SQLException {
    var reason = Problem.Reason.valueOf(row.getString("reason"));
    return new Issue(
        row.getLong("id"),
        row.getInt("line"),
        "REJECTED".equals(row.getString("severity")),
        new Problem(reason, RawRow.cells(row.getString("about"))),
        row.getString("raw_row"));
  }

  private ImportStatus status(ResultSet row, int n) throws SQLException {
    return new ImportStatus(
        row.getLong("id"),
        row.getString("file_name"),
        row.getString("region"),
        row.getString("encoding"),
        State.valueOf(row.getString("status")),
        message(row),
        row.getObject("rows_total", Integer.class),
        new ImportCounts(
            row.getInt("rows_read"),
            row.getInt("created"),
            row.getInt("merged"),
            row.getInt("unchanged"),
            row.getInt("rejected"),
            row.getInt("warned")),
        row.getString("started_by"),
        DbTime.instant(row, "started_at"),
        DbTime.instant(row, "finished_at"));
  }
}
