package dev.sopflow.contact.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What a file is, by its first bytes. */
enum FileKind {
  TEXT,
  XLSX;

  /** More text than this in one sheet is no list that somebody made. */
  private static final long LARGEST_PART = 1_000_000_000L;

  static FileKind of(Path file) {
    try {
      return of(file, head(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileKind of(Path file, byte[] head) throws IOException {
    var start = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
    if (head.length == 0) {
      throw new BrokenList("empty");
    }
    if (start.startsWith("PK\3\4")) {
      checkSheet(file);
      return XLSX;
    }
    if (start.startsWith("\u00D0\u00CF\u0011\u00E0")) {
      throw new BrokenList("old-excel");
    }
    if (start.startsWith("%PDF")) {
      throw new BrokenList("wrong-type", "PDF");
    }
    return TEXT;
  }

  private static void checkSheet(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("xl/workbook.xml") == null) {
        throw new BrokenList("wrong-type", "ZIP");
      }
      if (zip.stream().anyMatch(entry -> entry.getSize() > LARGEST_PART)) {
        throw new BrokenList("sheet-too-large");
      }
    } catch (ZipException e) {
      throw new BrokenList("broken-sheet");
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(8);
    }
  }
}
