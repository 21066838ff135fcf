package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.journal.OpsJournal;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The executions of SOPs: what is known of them. Who moves them is {@link RunControl}. */
@Service
public class Runs {

  private final JdbcClient db;
  private final Clock clock;
  private final OpsJournal journal;
  private final ApplicationEventPublisher events;

  Runs(JdbcClient db, Clock clock, OpsJournal journal, ApplicationEventPublisher events) {
    this.db = db;
    this.clock = clock;
    this.journal = journal;
    this.events = events;
  }

  /**
   * What the engine knows when a process starts.
   *
   * @param audience the audience's key, or null
   * @param name given by whoever starts it, or null
   * @param sharesPeople whether its participants may be active in other runs of the SOP as well
   */
  public record Started(
      String sop,
      int sopVersion,
      String name,
      String processInstanceId,
      String audience,
      boolean sharesPeople,
      String startedBy) {}

  /** Opens the run of a process that starts, in the engine's transaction. */
  @Transactional
  public Run opened(Started started) {
    var name = nameOf(started);
    var id = insert(started, name);
    db.sql("update run set code = :code where id = :id")
        .param("code", RunCode.of(id))
        .param("id", id)
        .update();
    journal.write(
        id, started.startedBy(), "journal.run.started", name, started.sop(), started.sopVersion());
    return get(id);
  }

  /** The run with this id, if there is one. */
  public Optional<Run> find(long id) {
    return db.sql("select * from run where id = :id").param("id", id).query(Runs::read).optional();
  }

  /**
   * The run with this id.
   *
   * @throws UnknownRun if there is none
   */
  public Run get(long id) {
    return find(id).orElseThrow(() -> new UnknownRun(id));
  }

  /** The run that links, lists and reports call by this code, if there is one. */
  public Optional<Run> withCode(String code) {
    return db.sql("select * from run where code = :code")
        .param("code", code)
        .query(Runs::read)
        .optional();
  }

  /** By id; unknown ones are left out. */
  public Map<Long, Run> withIds(Collection<Long> ids) {
    return db
        .sql("select * from run where id = any(:ids)")
        .param("ids", ids.stream().distinct().toArray(Long[]::new))
        .query(Runs::read)
        .list()
        .stream()
        .collect(Collectors.toMap(Run::id, run -> run));
  }

  /** The run that a root process carries, if it has one. */
  public Optional<Run> byProcess(String processInstanceId) {
    return db.sql("select * from run where process_instance_id = :process")
        .param("process", processInstanceId)
        .query(Runs::read)
        .optional();
  }

  /** The id of the run that a root process works for: the SOP's own process, or a visit's. */
  public Optional<Long> carriedBy(String processInstanceId) {
    return db.sql(
            """
            select id from run where process_instance_id = :process
            union all select run_id from visit where process_instance_id = :process
            """)
        .param("process", processInstanceId)
        .query(Long.class)
        .optional();
  }

  /** Runs, newest first. */
  public List<Run> list(long offset, int limit) {
    return db.sql("select * from run order by id desc limit :limit offset :offset")
        .param("limit", limit)
        .param("offset", offset)
        .query(Runs::read)
        .list();
  }

  /** Runs that go on, if only after a pause; newest first. */
  public List<Run> open() {
    return db.sql("select * from run where state in ('RUNNING', 'PAUSED') order by id desc")
        .query(Runs::read)
        .list();
  }

  public long count() {
    return db.sql("select count(*) from run").query(Long.class).single();
  }

  private static String nameOf(Started started) {
    var given = started.name();
    return given == null || given.isBlank() ? spoken(started.sop()) : given.strip();
  }

  /** A process id as words, for a run that nobody named. */
  private static String spoken(String sop) {
    var words = sop.replace('-', ' ').replace('_', ' ');
    return words.substring(0, 1).toUpperCase() + words.substring(1);
  }

  private long insert(Started started, String name) {
    var key = new GeneratedKeyHolder();
    db.sql(
            """
            insert into run (sop, sop_version, name, process_instance_id, audience,
              shares_people, state, started_by, started_at)
            values (:sop, :sopVersion, :name, :process, :audience, :sharesPeople, 'RUNNING',
              :startedBy, :now)
            """)
        .param("sop", started.sop())
        .param("sopVersion", started.sopVersion())
        .param("name", name)
        .param("process", started.processInstanceId())
        .param("audience", started.audience())
        .param("sharesPeople", started.sharesPeople())
        .param("startedBy", started.startedBy())
        .param("now", db(clock.instant()))
        .update(key, "id");
    return key.getKey().longValue();
  }

  /** Closes a run for good and ends who is still in it. */
  void close(long runId, RunState state) {
    state(runId, state, true);
    db.sql(
            """
            update participant set state = 'ENDED', active_sop = null, state_at = :now
            where run_id = :runId and active_sop is not null
            """)
        .param("now", db(clock.instant()))
        .param("runId", runId)
        .update();
    events.publishEvent(new RunEnded(runId, state, clock.instant()));
  }

  /** Cancelled by somebody, but its model still says farewell. */
  void calledOff(long runId, String by) {
    db.sql("update run set state = 'RUNNING', called_off_by = :by where id = :runId")
        .param("by", by)
        .param("runId", runId)
        .update();
  }

  void state(long runId, RunState state, boolean forGood) {
    db.sql("update run set state = :state, ended_at = :endedAt where id = :runId")
        .param("state", state.name())
        .param("endedAt", forGood ? db(clock.instant()) : null)
        .param("runId", runId)
        .update();
  }

  /** Reads the row and keeps it from others until the caller's transaction ends. */
  public Run lock(long id) {
    return db.sql("select * from run where id = :id for update")
        .param("id", id)
        .query(Runs::read)
        .optional()
        .orElseThrow(() -> new UnknownRun(id));
  }

  private static Run read(ResultSet row, int n) throws SQLException {
    return new Run(
        row.getLong("id"),
        row.getString("code"),
        row.getString("sop"),
        row.getInt("sop_version"),
        row.getString("name"),
        row.getString("process_instance_id"),
        row.getString("audience"),
        row.getBoolean("shares_people"),
        RunState.valueOf(row.getString("state")),
        row.getString("started_by"),
        DbTime.instant(row, "started_at"),
        DbTime.instant(row, "ended_at"),
        row.getString("called_off_by"));
  }
}
