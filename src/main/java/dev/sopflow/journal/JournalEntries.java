package dev.sopflow.journal;

import static dev.sopflow.time.DbTime.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads the ops journal, in the reader's words. */
@Service
public class JournalEntries {

  private final JdbcClient db;
  private final MessageSource messages;
  private final ObjectMapper json;

  JournalEntries(JdbcClient db, MessageSource messages, ObjectMapper json) {
    this.db = db;
    this.messages = messages;
    this.json = json;
  }

  /**
   * An entry in words.
   *
   * @param runId the run that it is about, or null
   * @param runName null with {@code runId}
   * @param dueOn a day on which something is due, or null
   */
  public record Entry(
      Instant at, Long runId, String runName, String actor, String text, LocalDate dueOn) {}

  /** A run to choose. */
  public record RunName(long id, String name) {}

  /** The latest runs, to choose one of. */
  public List<RunName> runs(int limit) {
    return db.sql("select id, name from run order by id desc limit :limit")
        .param("limit", limit)
        .query(RunName.class)
        .list();
  }

  /**
   * What was written in a stretch of time, latest first.
   *
   * @param runId only of this run; null: all
   * @param to exclusive
   */
  public List<Entry> between(Instant from, Instant to, Long runId, int limit) {
    return list(
        "j.at >= :from and j.at < :to",
        Map.of("from", db(from), "to", db(to)),
        runId,
        "j.at desc, j.id desc",
        limit);
  }

  /** A run's latest entries. */
  public List<Entry> ofRun(long runId, int limit) {
    return list("1 = 1", Map.of(), runId, "j.at desc, j.id desc", limit);
  }

  /** What is due from a day on, the next first; nothing is due any more of a run that is over. */
  public List<Entry> dueFrom(LocalDate day, Long runId, int limit) {
    return list(
        "j.due_on >= :day and r.ended_at is null",
        Map.of("day", day),
        runId,
        "j.due_on, j.id",
        limit);
  }

  private List<Entry> list(
      String condition, Map<String, Object> params, Long runId, String order, int limit) {
    return db.sql(
            """
            select j.*, r.name as run_name from journal_entry j
            left join run r on r.id = j.run_id
            where %s and %s order by %s limit :limit
            """
                .formatted(condition, runId == null ? "1 = 1" : "j.run_id = :runId", order))
        .params(params)
        .param("runId", runId)
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  private Entry read(ResultSet row, int n) throws SQLException {
    return new Entry(
        DbTime.instant(row, "at"),
        row.getObject("run_id", Long.class),
        row.getString("run_name"),
        row.getString("actor"),
        words(row.getString("code"), row.getString("args"), row.getString("text")),
        row.getObject("due_on", LocalDate.class));
  }

  private String words(String code, String args, String text) {
    return code == null
        ? text
        : messages.getMessage(code, arguments(args), code, LocaleContextHolder.getLocale());
  }

  private String argument(JsonNode arg) {
    return arg.isObject() ? word(arg.path("key").asText()) : arg.asText();
  }

  private String word(String key) {
    return messages.getMessage("journal.word." + key, null, key, LocaleContextHolder.getLocale());
  }

  private Object[] arguments(String args) {
    try {
      return Stream.of(json.readValue(args, JsonNode[].class)).map(this::argument).toArray();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A journal entry's arguments can't be read", e);
    }
  }
}
