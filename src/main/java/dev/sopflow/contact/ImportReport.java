package dev.sopflow.contact;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * The rows that an import gave back, as a file to mend and upload again: line, result, reason, and
 * the row as it came. Nothing in it is a formula to a spreadsheet program.
 */
@Service
public class ImportReport {

  private static final int PAGE = 500;

  private final ImportLedger ledger;
  private final Words words;

  ImportReport(ImportLedger ledger, Words words) {
    this.ledger = ledger;
    this.words = words;
  }

  /** Writes CSV in UTF-8 with the mark by which Excel knows it; streamed. */
  public void write(long importId, OutputStream out) {
    try {
      var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      text.write('\uFEFF');
      var csv = CsvWriter.builder().build(text);
      csv.writeRecord(header(importId));
      writeRows(importId, csv);
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> header(long importId) {
    var header = new ArrayList<>(List.of(say("line"), say("result"), say("reason")));
    RawRow.cells(ledger.header(importId)).forEach(cell -> header.add(Guard.with(cell)));
    return header;
  }

  private void writeRows(long importId, CsvWriter csv) {
    long after = 0;
    for (var rows = ledger.issues(importId, 0, PAGE);
        !rows.isEmpty();
        rows = ledger.issues(importId, after, PAGE)) {
      rows.forEach(row -> csv.writeRecord(cells(row)));
      after = rows.get(rows.size() - 1).id();
    }
  }

  private List<String> cells(ImportLedger.Issue issue) {
    var cells = new ArrayList<String>();
    cells.add(String.valueOf(issue.line()));
    cells.add(say(issue.rejected() ? "rejected" : "warned"));
    cells.add(Guard.with(reason(issue.problem())));
    RawRow.cells(issue.rawRow()).forEach(cell -> cells.add(Guard.with(cell)));
    return cells;
  }

  private String reason(Problem problem) {
    return words.say("contact.issue." + problem.reason(), problem.about().toArray());
  }

  private String say(String word) {
    return words.say("contact.report." + word);
  }
}
