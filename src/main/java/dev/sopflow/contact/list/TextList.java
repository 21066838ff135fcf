package dev.sopflow.contact.list;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Text with separators: comma, semicolon or tab, whichever the header uses. */
final class TextList implements ListFile {

  private static final int MOST_CELLS = 1_000;
  private static final int LONGEST_ROW = 500_000;

  private final Path file;
  private final Encoding encoding;
  private final char separator;
  private final ListRow header;
  private final Columns columns;

  private TextList(Path file, Encoding encoding, char separator) {
    this.file = file;
    this.encoding = encoding;
    this.separator = separator;
    this.header = header(file, encoding, separator);
    this.columns = Columns.of(header.cells());
  }

  static TextList open(Path file) {
    var encoding = Encoding.of(file, candidate -> known(file, candidate));
    return new TextList(file, encoding, separator(file, encoding));
  }

  @Override
  public String encoding() {
    return encoding.name();
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public void read(Consumer<ListRow> each) {
    stream(
        file,
        encoding,
        separator,
        rows -> rows.filter(row -> row.line() > header.line()).forEach(each));
  }

  /** How many header words make sense if the file is read so. */
  private static long known(Path file, Encoding encoding) {
    return HeaderWords.known(header(file, encoding, separator(file, encoding)).cells());
  }

  private static char separator(Path file, Encoding encoding) {
    return Stream.of(',', ';', '\t')
        .max(Comparator.comparingLong(candidate -> worth(file, encoding, candidate)))
        .orElseThrow();
  }

  private static long worth(Path file, Encoding encoding, char separator) {
    var cells = header(file, encoding, separator).cells();
    return HeaderWords.known(cells) * MOST_CELLS + cells.size();
  }

  private static ListRow header(Path file, Encoding encoding, char separator) {
    var first = new ListRow[1];
    stream(file, encoding, separator, rows -> first[0] = rows.findFirst().orElse(null));
    if (first[0] == null) {
      throw new BrokenList("empty");
    }
    return first[0];
  }

  private static void stream(
      Path file, Encoding encoding, char separator, Consumer<Stream<ListRow>> use) {
    var line = new int[1];
    try (var csv = reader(separator).build(handler(), encoding.reader(file));
        var records = csv.stream()) {
      use.accept(records.map(record -> row(++line[0], record)).filter(row -> !row.isBlank()));
    } catch (CsvParseException e) {
      throw new BrokenList("broken-row", line[0] + 1);
    } catch (UncheckedIOException | IOException e) {
      throw broken(e, line[0] + 1);
    }
  }

  private static RuntimeException broken(Exception e, int line) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return new BrokenList("encoding", line);
      }
    }
    return new UncheckedIOException(new IOException(e));
  }

  private static ListRow row(int line, CsvRecord record) {
    return new ListRow(line, record.getFields());
  }

  private static CsvReader.CsvReaderBuilder reader(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(false)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .allowExtraCharsAfterClosingQuote(true);
  }

  private static CsvRecordHandler handler() {
    return CsvRecordHandler.builder()
        .maxFields(MOST_CELLS)
        .maxFieldSize(LONGEST_CELL)
        .maxRecordSize(LONGEST_ROW)
        .build();
  }
}
