package dev.sopflow.run.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sopflow.contact.Guard;
import dev.sopflow.run.BoardFilter;
import dev.sopflow.run.ListBoard;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What a board shows as CSV that can be brought in again; nothing in it is a formula to a
 * spreadsheet program.
 */
@Component
class BoardFile {

  private static final List<String> HEADER =
      List.of("Name", "Phone", "Email", "Company", "Job title", "City");

  private static final int PAGE = 1_000;

  private final ListBoard board;

  BoardFile(ListBoard board) {
    this.board = board;
  }

  /**
   * Writes in UTF-8 with the mark by which Excel knows it.
   *
   * @param purpose what to say when adding these people by hand, repeated on each line; blank: none
   */
  void write(long runId, BoardFilter filter, String purpose, OutputStream out) {
    var marks = board.markNames(runId);
    try {
      var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      text.write('\uFEFF');
      var csv = CsvWriter.builder().build(text);
      var header = new ArrayList<>(HEADER);
      // Named as marks, because a mark may be called like a column of the contact.
      marks.forEach(mark -> header.add("Mark: " + mark));
      header.add(purpose.isBlank() ? "" : "Purpose");
      csv.writeRecord(harmless(header));
      writeLines(runId, filter, marks, purpose, csv);
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeLines(
      long runId, BoardFilter filter, List<String> marks, String purpose, CsvWriter csv) {
    var offset = 0L;
    for (var lines = board.lines(runId, filter, offset, PAGE);
        !lines.isEmpty();
        lines = board.lines(runId, filter, offset, PAGE)) {
      lines.forEach(line -> csv.writeRecord(harmless(cells(line, marks, purpose))));
      offset += lines.size();
    }
  }

  private static List<String> cells(ListBoard.Line line, List<String> marks, String purpose) {
    var cells =
        new ArrayList<>(
            Arrays.asList(
                line.fullName(),
                line.phone(),
                line.email(),
                line.company(),
                line.title(),
                line.city()));
    for (var mark : marks) {
      var marked = line.marks().get(mark);
      cells.add(marked == null ? "" : marked.value());
    }
    cells.add(purpose);
    return cells;
  }

  private static List<String> harmless(List<String> cells) {
    return cells.stream().map(cell -> cell == null ? "" : Guard.with(cell)).toList();
  }
}
