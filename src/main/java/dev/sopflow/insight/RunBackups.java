package dev.sopflow.insight;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sopflow.contact.Guard;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.run.ParticipantList;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Service;

/**
 * A run's whole list with all marks as a file. Brought in again it changes nothing; nothing in it
 * is a formula to a spreadsheet program. Streamed: however long the list, only a page is in memory.
 */
@Service
public class RunBackups {

  private static final int PAGE = 1_000;

  private final BackupLines lines;
  private final ParticipantList participants;
  private final OpsJournal journal;

  RunBackups(BackupLines lines, ParticipantList participants, OpsJournal journal) {
    this.lines = lines;
    this.participants = participants;
    this.journal = journal;
  }

  /**
   * Writes CSV in UTF-8 with the mark by which Excel knows it, and who took it into the journal.
   */
  public void csv(long runId, String by, OutputStream out) {
    note(runId, by, "CSV");
    try {
      var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      text.write('\uFEFF');
      var csv = CsvWriter.builder().build(text);
      pages(runId, page -> page.forEach(row -> csv.writeRecord(guarded(row))));
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> guarded(List<String> row) {
    return row.stream().map(Guard::with).toList();
  }

  /** Writes a workbook of one sheet, all cells as text, and who took it into the journal. */
  public void xlsx(long runId, String by, OutputStream out) {
    note(runId, by, "XLSX");
    try (var book = new Workbook(out, "Sopflow", "1.0")) {
      var sheet = book.newWorksheet("List");
      var row = new int[1];
      pages(runId, page -> write(sheet, page, row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Worksheet sheet, List<List<String>> page, int[] row) {
    try {
      for (var cells : page) {
        for (var column = 0; column < cells.size(); column++) {
          sheet.inlineString(row[0], column, plain(cells.get(column)));
        }
        row[0]++;
      }
      sheet.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text cell is no formula, but may become one when somebody saves the sheet as CSV. */
  private static String plain(String cell) {
    return cell.matches("\\+\\d+") ? cell : Guard.with(cell);
  }

  private void pages(long runId, Consumer<List<List<String>>> each) {
    var marks = lines.marks(runId);
    each.accept(List.of(BackupLines.header(marks)));
    for (var page = lines.after(runId, 0, PAGE);
        !page.isEmpty();
        page = lines.after(runId, Collections.max(page.keySet()), PAGE)) {
      each.accept(page.values().stream().map(line -> line.cells(marks)).toList());
    }
  }

  private void note(long runId, String by, String kind) {
    journal.write(runId, by, "journal.backup", kind, participants.count(runId, null));
  }
}
