package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.journal.Word;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What gates decided, on which figures, and who decided. */
@Service
public class GateDecisions {

  private static final TypeReference<TreeMap<String, Double>> FIGURES = new TypeReference<>() {};

  private final JdbcClient db;
  private final Clock clock;
  private final ObjectMapper json;
  private final OpsJournal journal;

  GateDecisions(JdbcClient db, Clock clock, ObjectMapper json, OpsJournal journal) {
    this.db = db;
    this.clock = clock;
    this.json = json;
    this.journal = journal;
  }

  /**
   * A decision at the end of a stage.
   *
   * @param verdict in the words of the decision table
   * @param figures by name, as they were measured
   * @param decidedBy a user name, or the decision table's key
   */
  public record GateDecision(
      String stage, String verdict, Map<String, Double> figures, String decidedBy, Instant at) {}

  /** Keeps a decision, and enters it in the journal. */
  @Transactional
  public void record(
      long runId, String stage, String verdict, Map<String, ? extends Number> figures, String by) {
    db.sql(
            """
            insert into gate_decision (run_id, stage, verdict, figures, decided_by, at)
            values (:runId, :stage, :verdict, :figures, :by, :at)
            """)
        .param("runId", runId)
        .param("stage", stage)
        .param("verdict", verdict)
        .param("figures", written(figures))
        .param("by", by)
        .param("at", db(clock.instant()))
        .update();
    journal.write(runId, by, "journal.run.gate", stage, new Word(verdict));
  }

  /** The run's decisions, newest first. */
  public List<GateDecision> of(long runId) {
    return db.sql("select * from gate_decision where run_id = :runId order by at desc, id desc")
        .param("runId", runId)
        .query(this::read)
        .list();
  }

  private GateDecision read(ResultSet row, int n) throws SQLException {
    return new GateDecision(
        row.getString("stage"),
        row.getString("verdict"),
        figures(row.getString("figures")),
        row.getString("decided_by"),
        DbTime.instant(row, "at"));
  }

  private String written(Map<String, ? extends Number> figures) {
    try {
      return json.writeValueAsString(figures);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Figures must be plain numbers", e);
    }
  }

  private Map<String, Double> figures(String text) {
    try {
      return json.readValue(text, FIGURES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A gate's figures can't be read", e);
    }
  }
}
