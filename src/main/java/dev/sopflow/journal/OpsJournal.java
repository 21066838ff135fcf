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
    insert(runId, actor, code, asJson(texts), null, null, null);
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
    insert(runId, actor, null, null, text.strip(), dueOn, null);
  }

  /**
   * Writes a red-letter day of a run, which may move later.
   *
   * @param key by which {@link #redLetterMoved} finds it again, unique in its run
   * @throws IllegalArgumentException in plain words, if there is no text or it is too long
   */
  @Transactional
  public void redLetter(long runId, String actor, String key, String text, LocalDate dueOn) {
    Texts.check("A journal entry", text, LONGEST_TEXT);
    insert(runId, actor, null, null, text.strip(), dueOn, key);
  }

  /**
   * Moves a red-letter day of a run.
   *
   * @param dueOn null: it is left out and shows ahead no more
   * @return false if there is none with this key
   */
  @Transactional
  public boolean redLetterMoved(long runId, String key, LocalDate dueOn) {
    return db.sql(
                "update journal_entry set due_on = :dueOn where run_id = :runId and due_key = :key")
            .param("dueOn", dueOn)
            .param("runId", runId)
            .param("key", key)
            .update()
        > 0;
  }

  private void insert(
      Long runId,
      String actor,
      String code,
      String args,
      String text,
      LocalDate dueOn,
      String dueKey) {
    db.sql(
            """
            insert into journal_entry (at, run_id, actor, code, args, text, due_on, due_key)
            values (:at, :runId, :actor, :code, :args, :text, :dueOn, :dueKey)
            """)
        .param("at", db(clock.instant()))
        .param("runId", runId)
        .param("actor", actor)
        .param("code", code)
        .param("args", args)
        .param("text", text)
        .param("dueOn", dueOn)
        .param("dueKey", dueKey)
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
