package dev.sopflow.registration;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.journal.OpsJournal;
import dev.sopflow.run.Runs;
import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The registrations of runs: who opened them, until when, and how many came by which channel. */
@Service
public class Registrations {

  private final JdbcClient db;
  private final Runs runs;
  private final OpsJournal journal;
  private final Clock clock;

  Registrations(JdbcClient db, Runs runs, OpsJournal journal, Clock clock) {
    this.db = db;
    this.runs = runs;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What to open.
   *
   * @param closesAt or null
   * @param closesOn the name of a planned date of the run, with which the end moves; or null
   */
  public record Opening(
      long runId, String form, String piece, Instant closesAt, String closesOn, String by) {}

  /** How many registered by a channel. */
  public record Count(String channel, long people) {}

  /** Opens a run's registration, or changes the one that is open. */
  @Transactional
  public void open(Opening opening) {
    if (write(opening) == 0) {
      db.sql(
              """
              insert into registration (run_id, form, piece, closes_at, closes_on, opened_at)
              values (:run, :form, :piece, :closesAt, :closesOn, :now)
              """)
          .params(paramsOf(opening))
          .param("now", db(clock.instant()))
          .update();
      journal.write(
          opening.runId(),
          opening.by(),
          "journal.registration.opened",
          runs.get(opening.runId()).name());
    }
  }

  private int write(Opening opening) {
    return db.sql(
            """
            update registration set form = :form, piece = :piece, closes_at = :closesAt,
              closes_on = :closesOn where run_id = :run
            """)
        .params(paramsOf(opening))
        .update();
  }

  private static Map<String, Object> paramsOf(Opening opening) {
    var params = new HashMap<String, Object>();
    params.put("run", opening.runId());
    params.put("form", opening.form());
    params.put("piece", opening.piece());
    params.put("closesAt", opening.closesAt() == null ? null : db(opening.closesAt()));
    params.put("closesOn", opening.closesOn());
    return params;
  }

  /** A run's registration, if it has opened one. */
  public Optional<Registration> of(long runId) {
    return db.sql(
            """
            select r.form, r.piece, coalesce(d.at, r.closes_at) as closes_at from registration r
            left join run_date d on d.run_id = r.run_id and d.name = r.closes_on
            where r.run_id = :run
            """)
        .param("run", runId)
        .query(
            (row, n) ->
                new Registration(
                    runs.get(runId),
                    row.getString("form"),
                    row.getString("piece"),
                    DbTime.instant(row, "closes_at")))
        .optional();
  }

  /** By which channels people registered, most first. */
  public List<Count> counts(long runId) {
    return db.sql(
            """
            select coalesce(c.mark_value, '') as channel, count(*) as people
            from participant_mark m left join participant_mark c on c.run_id = m.run_id
              and c.contact_id = m.contact_id and c.mark = 'sourceChannel'
            where m.run_id = :run and m.mark = 'registered' and m.mark_value = 'yes'
            group by coalesce(c.mark_value, '') order by people desc, channel
            """)
        .param("run", runId)
        .query(Count.class)
        .list();
  }
}
