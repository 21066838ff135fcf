package dev.sopflow.insight;

import dev.sopflow.access.Reps;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a run's whole list, a page at a time. */
@Component
class BackupLines {

  private static final List<String> PORTRAIT =
      List.of(
          "full_name", "company", "position_title", "city", "region", "language", "zone", "owner");

  private final JdbcClient db;
  private final Reps colleagues;
  private final MessageSource messages;

  BackupLines(JdbcClient db, Reps colleagues, MessageSource messages) {
    this.db = db;
    this.colleagues = colleagues;
    this.messages = messages;
  }

  /** The names of all marks that anybody in the run has. */
  List<String> marks(long runId) {
    return db.sql("select distinct mark from participant_mark where run_id = :run order by mark")
        .param("run", runId)
        .query(String.class)
        .list();
  }

  /** The next lines behind a contact, by contact id. */
  Map<Long, BackupLine> after(long runId, long contactId, int limit) {
    var lines = new LinkedHashMap<Long, BackupLine>();
    db.sql(
            """
            select c.id, c.full_name, co.name as company, c.position_title, c.city,
              coalesce(c.region, 'unknown') as region, c.language, c.zone, c.owner, p.state,
              p.joined_at
            from participant p join contact c on c.id = p.contact_id
            left join company co on co.id = c.company_id
            where p.run_id = :run and p.contact_id > :after
            order by p.contact_id limit :limit
            """)
        .param("run", runId)
        .param("after", contactId)
        .param("limit", limit)
        .query(
            row -> {
              lines.put(row.getLong("id"), line(row));
            });
    if (!lines.isEmpty()) {
      fill(runId, lines);
    }
    return lines;
  }

  private BackupLine line(ResultSet row) throws SQLException {
    var portrait = new ArrayList<String>();
    for (var column : PORTRAIT) {
      portrait.add(Objects.requireNonNullElse(row.getString(column), ""));
    }
    return new BackupLine(
        portrait,
        say("run.participant." + row.getString("state")),
        DbTime.instant(row, "joined_at").toString());
  }

  private void fill(long runId, Map<Long, BackupLine> lines) {
    each(
        runId,
        lines,
        """
        select contact_id, kind, id_value from contact_identity where contact_id = any(:ids)
        order by contact_id, kind, preferred desc, id_value
        """,
        row -> of(row, lines).knownBy(row.getString("kind"), row.getString("id_value")));
    each(
        runId,
        lines,
        "select contact_id, tag from contact_tag where contact_id = any(:ids) order by tag",
        row -> of(row, lines).tagged(row.getString("tag")));
    each(
        runId,
        lines,
        """
        select contact_id, mark, mark_value from participant_mark
        where run_id = :run and contact_id = any(:ids)
        """,
        row -> of(row, lines).marked(row.getString("mark"), row.getString("mark_value")));
    each(
        runId,
        lines,
        """
        select contact_id, rep, note, case when state = 'DONE' then outcome
          when reason = 'ROUND_OVER' then reason else state end as word
        from visit where run_id = :run and contact_id = any(:ids) order by opened_at, id
        """,
        row ->
            of(row, lines)
                .visited(
                    say("insight.outcome." + row.getString("word")),
                    colleagues.fullNameOf(row.getString("rep")),
                    row.getString("note")));
  }

  private void each(long runId, Map<Long, BackupLine> lines, String sql, RowCallbackHandler each) {
    db.sql(sql).param("run", runId).param("ids", lines.keySet().toArray(Long[]::new)).query(each);
  }

  private static BackupLine of(ResultSet row, Map<Long, BackupLine> lines) throws SQLException {
    return lines.get(row.getLong("contact_id"));
  }

  private String say(String code) {
    return messages.getMessage(code, null, LocaleContextHolder.getLocale());
  }

  /** The columns of a file. */
  static List<String> header(List<String> marks) {
    return Stream.of(
            BackupLine.ABOUT_THE_CONTACT.stream(),
            marks.stream().map(mark -> "Mark: " + mark),
            BackupLine.ABOUT_THE_RUN.stream())
        .flatMap(columns -> columns)
        .toList();
  }
}
