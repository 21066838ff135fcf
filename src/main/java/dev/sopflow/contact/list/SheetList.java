package dev.sopflow.contact.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of an XLSX; formulas count as the text that was saved with them. */
final class SheetList implements ListFile {

  private static final ReadingOptions LENIENT = new ReadingOptions(false, true);

  private final Path file;
  private final ListRow header;
  private final Columns columns;

  private SheetList(Path file, ListRow header) {
    this.file = file;
    this.header = header;
    this.columns = Columns.of(header.cells());
  }

  static SheetList open(Path file) {
    var first = new ArrayList<ListRow>();
    stream(file, 1, first::add);
    if (first.isEmpty()) {
      throw new BrokenList("empty");
    }
    return new SheetList(file, first.get(0));
  }

  @Override
  public String encoding() {
    return "XLSX";
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public void read(Consumer<ListRow> each) {
    stream(
        file,
        Long.MAX_VALUE,
        row -> {
          if (row.line() > header.line()) {
            each.accept(row);
          }
        });
  }

  private static void stream(Path file, long limit, Consumer<ListRow> each) {
    try (var book = new ReadableWorkbook(file.toFile(), LENIENT);
        var rows = book.getFirstSheet().openStream()) {
      rows.map(SheetList::row).filter(row -> !row.isBlank()).limit(limit).forEach(each);
    } catch (org.dhatim.fastexcel.reader.ExcelReaderException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException e) {
      throw new BrokenList("broken-sheet");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ListRow row(Row row) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(text(row.getCell(i)));
    }
    return new ListRow(row.getRowNum(), withoutEmptyEnd(cells));
  }

  private static List<String> withoutEmptyEnd(List<String> cells) {
    int size = cells.size();
    while (size > 0 && cells.get(size - 1).isBlank()) {
      size--;
    }
    return cells.subList(0, size);
  }

  private static String text(Cell cell) {
    if (cell == null || cell.getType() == CellType.ERROR) {
      return "";
    }
    return cell.getValue() instanceof BigDecimal number
        ? digits(number)
        : Objects.toString(cell.getValue(), "");
  }

  /** A phone number stored as a number has all its digits. */
  private static String digits(BigDecimal number) {
    return Math.abs(number.scale()) > 50
        ? number.toString()
        : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
