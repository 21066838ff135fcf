package dev.sopflow.contact.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What a file is, by its first bytes. */
enum FileKind {
  TEXT,
  XLSX;

  /** More text than this in one sheet is no list that somebody made. */
  private static final long LARGEST_PART = 1_000_000_000L;

  /** The reader holds all shared texts in memory. */
  private static final long LARGEST_TEXTS = 100_000_000L;

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
      for (var part : Collections.list(zip.entries())) {
        checkSize(
            zip, part, part.getName().endsWith("sharedStrings.xml") ? LARGEST_TEXTS : LARGEST_PART);
      }
    } catch (ZipException e) {
      throw new BrokenList("broken-sheet");
    }
  }

  /** Counts what really comes out: the size that a part declares may be a lie. */
  private static void checkSize(ZipFile zip, ZipEntry part, long most) throws IOException {
    try (var in = zip.getInputStream(part)) {
      if (in.skip(most + 1) > most) {
        throw new BrokenList("sheet-too-large");
      }
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(8);
    }
  }
}
