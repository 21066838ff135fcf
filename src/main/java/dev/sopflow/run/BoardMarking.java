package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person says of many participants at once. */
@Service
public class BoardMarking {

  private final Marks marks;

  BoardMarking(Marks marks) {
    this.marks = marks;
  }

  /**
   * Sets marks as one act, which is undone as one.
   *
   * @param wanted mark to value; null takes the mark away
   * @return how many marks it changed
   */
  @Transactional
  public int mark(
      long runId, Long[] contacts, Map<String, String> wanted, String reason, String by) {
    var act = marks.begin(runId, MarkSource.PERSON, by, null);
    var who = ContactSet.ofAll(contacts);
    return wanted.entrySet().stream()
        .mapToInt(mark -> marks.set(act, who, mark.getKey(), mark.getValue(), reason))
        .sum();
  }
}
