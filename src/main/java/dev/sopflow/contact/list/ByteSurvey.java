package dev.sopflow.contact.list;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mozilla.universalchardet.UniversalDetector;

/** What the bytes of a text file look like, line by line. */
final class ByteSurvey {

  private static final int LONGEST_LINE = 1_000_000;

  private final UniversalDetector detector = new UniversalDetector();
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private int line;
  private int foreignLines;
  private int utf8Lines;
  private int firstOther;
  private int firstUtf8;
  private int others;

  private ByteSurvey() {}

  /**
   * Reads the whole file once.
   *
   * @throws BrokenList if it is no text
   */
  static ByteSurvey of(Path file) {
    var survey = new ByteSurvey();
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      survey.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    survey.detector.dataEnd();
    return survey;
  }

  boolean isAscii() {
    return foreignLines == 0;
  }

  boolean isUtf8() {
    return others == 0;
  }

  /** The detector's name of the encoding, or null. */
  String detected() {
    return detector.getDetectedCharset();
  }

  /**
   * A line of another encoding is hardly ever valid UTF-8 with East Asian characters by chance: one
   * in a thousand is let pass.
   */
  void checkOneEncoding() {
    if (utf8Lines > foreignLines / 1000) {
      throw new BrokenList("mixed-encoding", utf8Lines >= others ? firstOther : firstUtf8);
    }
  }

  private void read(InputStream in) throws IOException {
    var buffer = new byte[LONGEST_LINE];
    int length = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == 0) {
        throw new BrokenList("binary");
      }
      if (next == '\n') {
        line(buffer, length);
        length = 0;
      } else if (length == LONGEST_LINE) {
        throw new BrokenList("long-line", line + 1);
      } else {
        buffer[length++] = (byte) next;
      }
    }
    line(buffer, length);
  }

  private void line(byte[] bytes, int length) {
    line++;
    if (!isForeign(bytes, length)) {
      return;
    }
    foreignLines++;
    if (!detector.isDone()) {
      detector.handleData(bytes, 0, length);
    }
    sort(bytes, length);
  }

  private void sort(byte[] bytes, int length) {
    try {
      var text = utf8.decode(ByteBuffer.wrap(bytes, 0, length));
      if (text.chars().anyMatch(c -> c > 0x7FF)) {
        utf8Lines++;
        firstUtf8 = firstUtf8 == 0 ? line : firstUtf8;
      }
    } catch (CharacterCodingException e) {
      others++;
      firstOther = firstOther == 0 ? line : firstOther;
    }
  }

  private static boolean isForeign(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] < 0) {
        return true;
      }
    }
    return false;
  }
}
