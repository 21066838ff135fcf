package dev.sopflow.run;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who marked what when, and why. */
@Service
public class MarkHistory {

  private final JdbcClient db;

  MarkHistory(JdbcClient db) {
    this.db = db;
  }

  /**
   * One act of marking.
   *
   * @param about the list or table that said so, or null
   * @param marks how many marks it changed
   * @param sample one of the marks that it set, as mark and value; null value: taken away
   * @param undoneAt null: it holds
   */
  public record Act(
      long id,
      MarkSource source,
      String by,
      String about,
      Instant at,
      int marks,
      String mark,
      String value,
      String undoneBy,
      Instant undoneAt) {}

  /**
   * One change to one participant's mark.
   *
   * @param oldValue null: there was none
   * @param newValue null: it was taken away
   * @param undone it was taken back
   */
  public record Change(
      String mark,
      String oldValue,
      String newValue,
      String reason,
      MarkSource source,
      String by,
      String about,
      Instant at,
      boolean undone) {}

  /** The run's acts that changed something, newest first. */
  public List<Act> acts(long runId, int limit) {
    return db.sql(
            """
            select a.*, f.n, c.mark, c.new_value from (
              select a.* from mark_act a where a.run_id = :run
              and exists (select 1 from mark_change x where x.act_id = a.id)
              order by a.id desc limit :limit) a
            join (select act_id, count(*) as n, min(id) as first from mark_change
              where run_id = :run group by act_id) f on f.act_id = a.id
            join mark_change c on c.id = f.first
            order by a.id desc
            """)
        .param("run", runId)
        .param("limit", limit)
        .query(MarkHistory::act)
        .list();
  }

  /** Whether an act of the run is this person's own word. */
  public boolean isOwn(long runId, long actId, String by) {
    return db.sql(
                """
            select count(*) from mark_act
            where id = :act and run_id = :run and source = 'PERSON' and marked_by = :by
            """)
            .param("act", actId)
            .param("run", runId)
            .param("by", by)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** What became of one participant's marks, newest first. */
  public List<Change> of(long runId, long contactId) {
    return db.sql(
            """
            select c.*, a.source, a.marked_by, a.about, a.at from mark_change c
            join mark_act a on a.id = c.act_id
            where c.run_id = :run and c.contact_id = :contact order by c.id desc
            """)
        .param("run", runId)
        .param("contact", contactId)
        .query(MarkHistory::change)
        .list();
  }

  private static Act act(ResultSet row, int n) throws SQLException {
    return new Act(
        row.getLong("id"),
        MarkSource.valueOf(row.getString("source")),
        row.getString("marked_by"),
        row.getString("about"),
        DbTime.instant(row, "at"),
        row.getInt("n"),
        row.getString("mark"),
        row.getString("new_value"),
        row.getString("undone_by"),
        DbTime.instant(row, "undone_at"));
  }

  private static Change change(ResultSet row, int n) throws SQLException {
    return new Change(
        row.getString("mark"),
        row.getString("old_value"),
        row.getString("new_value"),
        row.getString("reason"),
        MarkSource.valueOf(row.getString("source")),
        row.getString("marked_by"),
        row.getString("about"),
        DbTime.instant(row, "at"),
        row.getBoolean("undone"));
  }
}
