package dev.sopflow.run;

import dev.sopflow.contact.ContactImports;
import dev.sopflow.contact.ImportStatus;
import dev.sopflow.contact.ListUploads;
import dev.sopflow.web.NotFound;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Brings lists into a run: people become contacts and participants, and what the list says of their
 * part in it becomes marks. The same list again changes nothing; a newer one changes what it says
 * otherwise.
 */
@Service
public class RunLists {

  private static final int SHOWN = 20;

  private final Runs runs;
  private final RunListBook book;
  private final ListUploads uploads;
  private final ContactImports imports;
  private final Participants participants;
  private final Marks marks;

  RunLists(
      Runs runs,
      RunListBook book,
      ListUploads uploads,
      ContactImports imports,
      Participants participants,
      Marks marks) {
    this.runs = runs;
    this.book = book;
    this.uploads = uploads;
    this.imports = imports;
    this.participants = participants;
    this.marks = marks;
  }

  /**
   * A list and what it did to the run.
   *
   * @param enrolled who came into the run by it
   * @param leftOut who did not: they refused everything, or are active in another run of this SOP
   * @param marksNew marks that were not known before
   * @param marksChanged marks that it says otherwise than before
   */
  public record RunList(
      ImportStatus status, int enrolled, int leftOut, int marksNew, int marksChanged) {}

  /**
   * Takes a list in and works on it in the background; returns the import's id.
   *
   * @throws UnknownRun if there is no such run
   * @throws WrongState if the run is over
   * @throws IllegalArgumentException in plain words, if the upload can't be taken
   */
  public long submit(long runId, ListUploads.Upload upload) {
    return uploads.submit(upload, taking(runId, upload.by(), upload.fileName()));
  }

  /** Brings a list in before it returns; the same work as {@link #submit}. */
  public long runNow(long runId, ContactImports.List list) {
    return imports.runNow(list.followedBy(taking(runId, list.by(), list.fileName())));
  }

  /** The run's lists, newest first. */
  public List<RunList> of(long runId) {
    return book.of(runId, SHOWN).stream().map(this::read).toList();
  }

  /**
   * @throws NotFound if no such list came into the run
   */
  public RunList get(long runId, long importId) {
    return book.find(runId, importId).stream()
        .map(this::read)
        .findFirst()
        .orElseThrow(() -> new NotFound("No list " + importId + " came into this run"));
  }

  private RunListTaking taking(long runId, String by, String fileName) {
    var run = runs.get(runId);
    if (!run.isOpen()) {
      throw new WrongState(run, "only a run that goes on takes a list");
    }
    return new RunListTaking(runId, by, fileName, participants, marks, book);
  }

  private RunList read(RunListBook.Entry it) {
    return new RunList(
        imports.get(it.importId()), it.enrolled(), it.leftOut(), it.marksNew(), it.marksChanged());
  }
}
