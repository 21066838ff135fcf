package dev.sopflow.contact.list;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A list on disk, recognised by its content; its name doesn't matter. */
public interface ListFile {

  /** The longest cell that is read; a longer one is rather a quote that never closes. */
  int LONGEST_CELL = 32_767;

  /**
   * Looks at a file.
   *
   * @throws BrokenList if it is no list that can be read
   */
  static ListFile open(Path file) {
    var kind = FileKind.of(file);
    return kind == FileKind.XLSX ? SheetList.open(file) : TextList.open(file);
  }

  /** The encoding of its text as people call it, or XLSX. */
  String encoding();

  Columns columns();

  /**
   * Gives every row below the header that is not blank, from the top; the file is streamed.
   *
   * @throws BrokenList if the file breaks on the way
   */
  void read(Consumer<ListRow> each);
}
