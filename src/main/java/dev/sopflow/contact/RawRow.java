package dev.sopflow.contact;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A row as it came, kept as one CSV line so that it can be given back. */
final class RawRow {

  private static final int LONGEST = 20_000;

  private RawRow() {}

  /** The cells as a CSV line; what does not fit is left out. */
  static String of(List<String> cells) {
    var kept = new ArrayList<String>();
    int room = LONGEST;
    for (var cell : cells) {
      var text = Names.storable(cell);
      room -= text.length() + quotes(text) + 3;
      kept.add(room >= 0 ? text : "");
    }
    return line(room >= -LONGEST ? kept : kept.subList(0, Math.min(200, kept.size())));
  }

  static List<String> cells(String raw) {
    return raw == null || raw.isEmpty()
        ? List.of()
        : CsvReader.builder().ofSingleCsvRecord(raw).getFields();
  }

  private static long quotes(String text) {
    return text.chars().filter(c -> c == '"').count();
  }

  private static String line(List<String> cells) {
    var out = new StringWriter();
    CsvWriter.builder()
        .quoteStrategy(QuoteStrategies.EMPTY)
        .lineDelimiter(LineDelimiter.LF)
        .bufferSize(0)
        .build(out)
        .writeRecord(cells);
    var line = out.toString();
    return line.substring(0, line.length() - 1);
  }
}
