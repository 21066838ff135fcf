package dev.sopflow.journal;

import static dev.sopflow.time.DbTime.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was done and what is due, by day. No personal data. */
@Service
public class OpsJournal {

  private static final int LONGEST_TEXT = 1000;
  private static final int LONGEST_ARGUMENT = 200;

  private final JdbcClient db;
  private final Clock clock;
  private final ObjectMapper json;

  OpsJournal(JdbcClient db, Clock clock, ObjectMapper json) {
    this.db = db;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Writes an operation of the house.
   *
   * @param runId or null
   * @param code a key in the message bundle {@code messages/journal}
   * @param args the message's arguments, a {@link Word} among them or not; a long one is cut, so
   *     that a log never stops the work
   */
  @Transactional
  public void write(Long runId, String actor, String code, Object... args) {
    var texts = Arrays.stream(args).map(arg -> arg instanceof Word ? arg : cut(arg)).toList();
    insert(runId, actor, code, asJson(texts), null, null);
  }

  /**
   * Writes an entry in words of a model or a person.
   *
   * @param dueOn a day on which it must show ahead of time, or null
   * @throws IllegalArgumentException in plain words, if there is no text or it is too long
   */
  @Transactional
  public void note(Long runId, String actor, String text, LocalDate dueOn) {
    Texts.check("A journal entry", text, LONGEST_TEXT);
    insert(runId, actor, null, null, text.strip(), dueOn);
  }

  private void insert(
      Long runId, String actor, String code, String args, String text, LocalDate dueOn) {
    db.sql(
            """
            insert into journal_entry (at, run_id, actor, code, args, text, due_on)
            values (:at, :runId, :actor, :code, :args, :text, :dueOn)
            """)
        .param("at", db(clock.instant()))
        .param("runId", runId)
        .param("actor", actor)
        .param("code", code)
        .param("args", args)
        .param("text", text)
        .param("dueOn", dueOn)
        .update();
  }

  private static String cut(Object arg) {
    var text = String.valueOf(arg);
    return text.length() > LONGEST_ARGUMENT ? text.substring(0, LONGEST_ARGUMENT) : text;
  }

  private String asJson(List<Object> texts) {
    try {
      return json.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Journal arguments must be plain values", e);
    }
  }
}
