package dev.sopflow.contact.list;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How a text file's bytes mean characters.
 *
 * @param name as people call it
 * @param skip how many bytes of byte order mark come first
 */
record Encoding(String name, Charset charset, int skip) {

  private static final Encoding GB18030 = named("GB18030", "GB18030");

  /** What Windows writes as Shift_JIS: some more characters than the standard has. */
  private static final Encoding SHIFT_JIS = named("Shift_JIS", "windows-31j");

  /** What the detector may say, and how we read it. */
  private static final Map<String, Encoding> DETECTED =
      Map.of(
          "GB18030",
          GB18030,
          "GB2312",
          GB18030,
          "HZ-GB-2312",
          GB18030,
          "SHIFT_JIS",
          SHIFT_JIS,
          "EUC-JP",
          named("EUC-JP", "EUC-JP"),
          "BIG5",
          named("Big5", "Big5"),
          "EUC-KR",
          named("EUC-KR", "EUC-KR"),
          "WINDOWS-1252",
          named("Windows-1252", "windows-1252"));

  private static Encoding named(String name, String charset) {
    return new Encoding(name, Charset.forName(charset), 0);
  }

  /**
   * Finds out.
   *
   * @param sense how much sense a file's header makes, read in an encoding
   * @throws BrokenList if it is no text, or its text is of several encodings or of none
   */
  static Encoding of(Path file, ToLongFunction<Encoding> sense) {
    var marked = byMark(file);
    if (marked != null) {
      return checked(file, marked);
    }
    var bytes = ByteSurvey.of(file);
    return bytes.isUtf8()
        ? new Encoding(bytes.isAscii() ? "ASCII" : "UTF-8", StandardCharsets.UTF_8, 0)
        : guessed(file, bytes, sense);
  }

  /** Reads strictly: what is no character in this encoding is an error. */
  Reader reader(Path file) throws IOException {
    var in = Files.newInputStream(file);
    in.skipNBytes(skip);
    var strict =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new BufferedReader(new InputStreamReader(in, strict), 1 << 16);
  }

  private static Encoding guessed(Path file, ByteSurvey bytes, ToLongFunction<Encoding> sense) {
    bytes.checkOneEncoding();
    var candidates = new LinkedHashSet<Encoding>();
    var detected = DETECTED.get(String.valueOf(bytes.detected()));
    if (detected != null) {
      candidates.add(detected);
    }
    candidates.add(GB18030);
    candidates.add(SHIFT_JIS);
    var readable = new ArrayList<>(candidates);
    readable.removeIf(candidate -> candidate.firstBadLine(file) > 0);
    if (readable.isEmpty()) {
      throw new BrokenList("encoding", candidates.iterator().next().firstBadLine(file));
    }
    return best(readable, sense);
  }

  /** The one whose header makes most sense; if several do, the first. */
  private static Encoding best(List<Encoding> readable, ToLongFunction<Encoding> sense) {
    return readable.stream()
        .sorted(Comparator.comparingLong(sense).reversed())
        .findFirst()
        .orElseThrow();
  }

  private static Encoding byMark(Path file) {
    try (var in = Files.newInputStream(file)) {
      var head = in.readNBytes(3);
      if (starts(head, 0xEF, 0xBB, 0xBF)) {
        return new Encoding("UTF-8 with BOM", StandardCharsets.UTF_8, 3);
      }
      if (starts(head, 0xFF, 0xFE)) {
        return new Encoding("UTF-16", StandardCharsets.UTF_16LE, 2);
      }
      return starts(head, 0xFE, 0xFF) ? new Encoding("UTF-16", StandardCharsets.UTF_16BE, 2) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean starts(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Encoding checked(Path file, Encoding encoding) {
    var bad = encoding.firstBadLine(file);
    if (bad > 0) {
      throw new BrokenList("encoding", bad);
    }
    return encoding;
  }

  /** The first line with bytes that are no character in this encoding; 0: there is none. */
  private int firstBadLine(Path file) {
    int line = 1;
    try (var reader = reader(file)) {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        line += c == '\n' ? 1 : 0;
      }
      return 0;
    } catch (CharacterCodingException e) {
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
