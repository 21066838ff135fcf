package dev.sopflow.plan;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The dates that runs have planned. */
@Service
public class RunDates {

  private final JdbcClient db;

  RunDates(JdbcClient db) {
    this.db = db;
  }

  /** A run's dates by time; none if it plans none. */
  public List<RunDate> of(long runId) {
    return db.sql("select * from run_date where run_id = :runId order by at, position")
        .param("runId", runId)
        .query(RunDates::read)
        .list();
  }

  /**
   * One date of a run.
   *
   * @throws UnknownDate if it has none with this name
   */
  public RunDate get(long runId, String name) {
    return find(runId, name).orElseThrow(() -> new UnknownDate(name, names(runId)));
  }

  private Optional<RunDate> find(long runId, String name) {
    return db.sql("select * from run_date where run_id = :runId and name = :name")
        .param("runId", runId)
        .param("name", name)
        .query(RunDates::read)
        .optional();
  }

  private String names(long runId) {
    return of(runId).stream().map(RunDate::name).collect(Collectors.joining(", "));
  }

  /**
   * A date and whose it is.
   *
   * @param date never one that is left out
   */
  public record OfRun(long runId, String runName, RunDate date) {}

  /**
   * The dates of all runs in a stretch of time, the earliest first; of a run that is over, only
   * those that came before its end.
   *
   * @param to exclusive
   */
  public List<OfRun> between(Instant from, Instant to) {
    return db.sql(
            """
            select d.*, r.name as run_name from run_date d join run r on r.id = d.run_id
            where d.at >= :from and d.at < :to and d.state <> 'DROPPED'
              and (r.ended_at is null or d.at <= r.ended_at)
            order by d.at, d.run_id, d.position
            """)
        .param("from", db(from))
        .param("to", db(to))
        .query(
            (row, n) -> new OfRun(row.getLong("run_id"), row.getString("run_name"), read(row, n)))
        .list();
  }

  void update(long runId, RunDate date) {
    db.sql(
            """
            update run_date set at = :at, counted_at = :countedAt, state = :state, by_hand = :byHand
            where run_id = :runId and name = :name
            """)
        .param("at", db(date.at()))
        .param("countedAt", db(date.countedAt()))
        .param("state", date.state().name())
        .param("byHand", date.byHand())
        .param("runId", runId)
        .param("name", date.name())
        .update();
  }

  /** Notes whether the run's process has yet to hear that its anchor was moved. */
  void untold(long runId, boolean untold) {
    db.sql("update run_date set untold = :untold where run_id = :runId and is_anchor")
        .param("untold", untold)
        .param("runId", runId)
        .update();
  }

  boolean isUntold(long runId) {
    return db.sql("select count(*) from run_date where run_id = :runId and is_anchor and untold")
            .param("runId", runId)
            .query(Integer.class)
            .single()
        > 0;
  }

  void insert(long runId, List<RunDate> dates) {
    IntStream.range(0, dates.size()).forEach(n -> insert(runId, n, dates.get(n)));
  }

  private void insert(long runId, int position, RunDate date) {
    var rule = date.rule();
    db.sql(
            """
            insert into run_date (run_id, name, label, position, is_anchor, zone, at, counted_at,
              state, by_hand, days, unit, time_of_day, late)
            values (:runId, :name, :label, :position, :isAnchor, :zone, :at, :countedAt,
              :state, :byHand, :days, :unit, :time, :late)
            """)
        .param("runId", runId)
        .param("name", rule.name())
        .param("label", rule.label())
        .param("position", position)
        .param("isAnchor", date.isAnchor())
        .param("zone", date.zone().getId())
        .param("at", db(date.at()))
        .param("countedAt", db(date.countedAt()))
        .param("state", date.state().name())
        .param("byHand", date.byHand())
        .param("days", rule.days())
        .param("unit", rule.unit().name())
        .param("time", rule.time() == null ? null : rule.time().toString())
        .param("late", rule.late().name())
        .update();
  }

  private static RunDate read(ResultSet row, int n) throws SQLException {
    return new RunDate(
        rule(row),
        row.getBoolean("is_anchor"),
        ZoneId.of(row.getString("zone")),
        DbTime.instant(row, "at"),
        DbTime.instant(row, "counted_at"),
        RunDate.State.valueOf(row.getString("state")),
        row.getBoolean("by_hand"));
  }

  private static DateRule rule(ResultSet row) throws SQLException {
    var time = row.getString("time_of_day");
    return new DateRule(
        row.getString("name"),
        row.getString("label"),
        row.getInt("days"),
        DateRule.Unit.valueOf(row.getString("unit")),
        time == null ? null : LocalTime.parse(time),
        DateRule.Late.valueOf(row.getString("late")));
  }
}
