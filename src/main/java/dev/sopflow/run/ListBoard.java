package dev.sopflow.run;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The participants of a run as a list that people clean: filtered, sorted, page by page. */
@Service
public class ListBoard {

  private static final String FROM =
      """
      from participant p join contact c on c.id = p.contact_id
      left join company co on co.id = c.company_id
      left join participant_mark s on s.run_id = p.run_id and s.contact_id = p.contact_id
        and s.mark = 'screen'
      left join participant_mark o on o.run_id = p.run_id and o.contact_id = p.contact_id
        and o.mark = :sortMark
      where p.run_id = :run\
      """;

  private final JdbcClient db;

  ListBoard(JdbcClient db) {
    this.db = db;
  }

  /**
   * A mark as it holds now.
   *
   * @param reason null: none was given
   */
  public record Marked(String value, String reason, MarkSource source, String by, Instant at) {}

  /**
   * One line of the board; what is unknown is null.
   *
   * @param missing which fields of the portrait are empty, of email, phone, company, title, city
   */
  public record Line(
      long contactId,
      String fullName,
      String company,
      String title,
      String city,
      String email,
      String phone,
      ParticipantState state,
      List<String> missing,
      Map<String, Marked> marks) {}

  /** Some lines, and their marks. */
  public List<Line> lines(long runId, BoardFilter filter, long offset, int limit) {
    var marks = new HashMap<Long, Map<String, Marked>>();
    var lines =
        db.sql(
                """
                select c.id, c.full_name, co.name as company, c.position_title, c.city, p.state,
                  (select min(i.id_value) from contact_identity i where i.contact_id = c.id
                    and i.kind = 'EMAIL' and i.preferred) as email,
                  (select min(i.id_value) from contact_identity i where i.contact_id = c.id
                    and i.kind = 'PHONE' and i.preferred) as phone
                """
                    + FROM
                    + filter.sql()
                    + " order by "
                    + filter.order()
                    + " limit :limit offset :offset")
            .params(filter.params(runId))
            .param("limit", limit)
            .param("offset", offset)
            .query((row, n) -> line(row, marks))
            .list();
    readMarks(runId, marks);
    return lines;
  }

  public long count(long runId, BoardFilter filter) {
    return db.sql("select count(*) " + FROM + filter.sql())
        .params(filter.params(runId))
        .query(Long.class)
        .single();
  }

  /** Everybody whom the filter lets through. */
  public Long[] contacts(long runId, BoardFilter filter) {
    return db.sql("select c.id " + FROM + filter.sql())
        .params(filter.params(runId))
        .query(Long.class)
        .list()
        .toArray(Long[]::new);
  }

  /** The names of the marks that somebody in the run has. */
  public List<String> markNames(long runId) {
    return db.sql("select distinct mark from participant_mark where run_id = :run order by mark")
        .param("run", runId)
        .query(String.class)
        .list();
  }

  /** The values of a mark in the run, and how many have each. */
  public Map<String, Integer> values(long runId, String mark) {
    var counts = new TreeMap<String, Integer>();
    db.sql(
            """
            select mark_value, count(*) as n from participant_mark
            where run_id = :run and mark = :mark group by mark_value
            """)
        .param("run", runId)
        .param("mark", mark)
        .query(
            row -> {
              counts.put(row.getString("mark_value"), row.getInt("n"));
            });
    return counts;
  }

  private static Line line(ResultSet row, Map<Long, Map<String, Marked>> marks)
      throws SQLException {
    var id = row.getLong("id");
    var missing = new ArrayList<String>();
    return new Line(
        id,
        row.getString("full_name"),
        known(row, "company", "company", missing),
        known(row, "position_title", "title", missing),
        known(row, "city", "city", missing),
        known(row, "email", "email", missing),
        known(row, "phone", "phone", missing),
        ParticipantState.valueOf(row.getString("state")),
        missing,
        marks.computeIfAbsent(id, any -> new TreeMap<>()));
  }

  private static String known(ResultSet row, String column, String field, List<String> missing)
      throws SQLException {
    var value = row.getString(column);
    if (value == null || value.isBlank()) {
      missing.add(field);
      return null;
    }
    return value;
  }

  private void readMarks(long runId, Map<Long, Map<String, Marked>> marks) {
    db.sql(
            """
            select m.contact_id, m.mark, m.mark_value, c.reason, a.source, a.marked_by, a.at
            from participant_mark m join mark_change c on c.id = m.change_id
            join mark_act a on a.id = c.act_id
            where m.run_id = :run and m.contact_id = any(:contacts)
            """)
        .param("run", runId)
        .param("contacts", marks.keySet().toArray(Long[]::new))
        .query(
            row -> {
              marks.get(row.getLong("contact_id")).put(row.getString("mark"), marked(row));
            });
  }

  private static Marked marked(ResultSet row) throws SQLException {
    return new Marked(
        row.getString("mark_value"),
        row.getString("reason"),
        MarkSource.valueOf(row.getString("source")),
        row.getString("marked_by"),
        DbTime.instant(row, "at"));
  }
}
