package dev.sopflow.journal;

import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** What was done and what is due, by day. No personal data. */
@Service
public class OpsJournal {

  /**
   * Writes an operation of the house.
   *
   * @param runId or null
   * @param code a key in the message bundle {@code messages/journal}
   * @param args the message's arguments
   */
  public void write(Long runId, String actor, String code, Object... args) {
    throw new IllegalStateException("pending");
  }

  /**
   * Writes an entry in words of a model or a person.
   *
   * @param dueOn a day on which it must show ahead of time, or null
   */
  public void note(Long runId, String actor, String text, LocalDate dueOn) {
    throw new IllegalStateException("pending");
  }
}
