package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.ListFollower;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes one list into one run: people as they come, their marks all at once when the list is
 * through, because one person may stand in many rows.
 */
final class RunListTaking implements ListFollower {

  private final long runId;
  private final String by;
  private final String fileName;
  private final Participants participants;
  private final Marks marks;
  private final RunListBook book;
  private final Map<Long, Map<String, String>> said = new LinkedHashMap<>();

  RunListTaking(
      long runId,
      String by,
      String fileName,
      Participants participants,
      Marks marks,
      RunListBook book) {
    this.runId = runId;
    this.by = by;
    this.fileName = fileName;
    this.participants = participants;
    this.marks = marks;
    this.book = book;
  }

  @Override
  public boolean owns(String header) {
    return MarkWords.markOf(header).isPresent();
  }

  @Override
  public void opened(long importId) {
    book.open(importId, runId);
  }

  @Override
  public void taken(long importId, List<Taken> rows) {
    rows.forEach(this::note);
    var ids = rows.stream().map(Taken::contactId).distinct().toArray(Long[]::new);
    book.enrolled(importId, participants.enrol(runId, ContactSet.ofAll(ids)));
  }

  private void note(Taken row) {
    var known = said.computeIfAbsent(row.contactId(), id -> new LinkedHashMap<>());
    row.cells()
        .forEach(
            (header, cell) -> {
              var value = MarkWords.valueOf(header, cell);
              if (!value.isEmpty()) {
                known.merge(MarkWords.markOf(header).orElseThrow(), value, MarkWords::together);
              }
            });
  }

  @Override
  public void done(long importId) {
    var wanted = new ArrayList<NewMark>();
    said.forEach(
        (contact, values) ->
            values.forEach((mark, value) -> wanted.add(new NewMark(contact, mark, value, null))));
    var act = marks.begin(runId, MarkSource.LIST, by, fileName);
    marks.set(act, wanted);
    book.done(importId, act, said.keySet());
  }
}
