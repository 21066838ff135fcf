package dev.sopflow.insight;

import static dev.sopflow.time.DbTime.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reviews of runs, as they were taken and decided. */
@Service
public class Reviews {

  private final JdbcClient db;
  private final Clock clock;
  private final ObjectMapper json;
  private final ReviewCounts counts;
  private final OpsJournal journal;
  private final ReviewNotes notes;

  Reviews(
      JdbcClient db,
      Clock clock,
      ObjectMapper json,
      ReviewCounts counts,
      OpsJournal journal,
      ReviewNotes notes) {
    this.db = db;
    this.clock = clock;
    this.json = json;
    this.counts = counts;
    this.journal = journal;
    this.notes = notes;
  }

  /** What a review would say now. */
  public ReviewFigures live(long runId, ReviewOrder order) {
    return counts.of(runId, order);
  }

  /** The funnel alone, as it stands now. */
  public Funnel funnel(long runId, ReviewOrder order) {
    return counts.funnel(runId, order);
  }

  /**
   * Keeps what the run came to by now, instead of what was kept before; approval has to come anew,
   * lessons stay.
   */
  @Transactional
  public ReviewFigures take(long runId, ReviewOrder order, String by) {
    var figures = counts.of(runId, order);
    if (update(runId, figures) == 0) {
      insert(runId, figures);
    }
    journal.write(runId, by, "journal.review.taken", figures.funnel().all().participants());
    return figures;
  }

  private int update(long runId, ReviewFigures figures) {
    return db.sql(
            """
            update run_review set figures = :figures, taken_at = :now, approved = false
            where run_id = :runId
            """)
        .param("figures", written(figures))
        .param("now", db(clock.instant()))
        .param("runId", runId)
        .update();
  }

  private void insert(long runId, ReviewFigures figures) {
    db.sql(
            """
            insert into run_review (run_id, figures, taken_at, approved)
            values (:runId, :figures, :now, false)
            """)
        .param("runId", runId)
        .param("figures", written(figures))
        .param("now", db(clock.instant()))
        .update();
  }

  /**
   * Keeps what somebody made of a review; once approved, the colleagues named get a note.
   *
   * @throws IllegalArgumentException in plain words, if the run has no review yet or a colleague is
   *     not known
   */
  @Transactional
  public void decide(long runId, RunReview.Decision decision, String by) {
    var decided =
        db.sql(
                """
                update run_review set approved = :approved, lessons = :lessons,
                  next_plan = :nextPlan, decided_by = :by, decided_at = :now
                where run_id = :runId
                """)
            .param("approved", decision.approved())
            .param("lessons", decision.lessons())
            .param("nextPlan", decision.nextPlan())
            .param("by", by)
            .param("now", db(clock.instant()))
            .param("runId", runId)
            .update();
    if (decided == 0) {
      throw new IllegalArgumentException(
          "There is no review to decide on; the model must take one before");
    }
    notes.send(runId, decision);
    journal.write(
        runId, by, decision.approved() ? "journal.review.approved" : "journal.review.declined");
  }

  /** The run's review, if one was taken. */
  public Optional<RunReview> find(long runId) {
    return db.sql("select * from run_review where run_id = :runId")
        .param("runId", runId)
        .query(this::read)
        .optional();
  }

  private RunReview read(ResultSet row, int n) throws SQLException {
    return new RunReview(
        row.getLong("run_id"),
        figures(row.getString("figures")),
        DbTime.instant(row, "taken_at"),
        row.getString("lessons"),
        row.getString("next_plan"),
        row.getBoolean("approved"),
        row.getString("decided_by"),
        DbTime.instant(row, "decided_at"));
  }

  private String written(ReviewFigures figures) {
    try {
      return json.writeValueAsString(figures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A review's figures can't be written", e);
    }
  }

  private ReviewFigures figures(String text) {
    try {
      return json.readValue(text, ReviewFigures.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A review's figures can't be read", e);
    }
  }
}
