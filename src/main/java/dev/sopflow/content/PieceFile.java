package dev.sopflow.content;

import dev.sopflow.contact.Channel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A piece as a file: marks as YAML between two lines of {@code ---}, then the words. The folder
 * says channel and language, the file's name the piece: {@code library/email/en/answer-time.html}.
 */
final class PieceFile {

  private static final String FENCE = "---\n";

  private PieceFile() {}

  /**
   * @throws IllegalArgumentException if the file has no marks, or one that is needed is missing
   */
  static ContentDraft read(String piece, Channel channel, String language, String file) {
    var text = file.replace("\r\n", "\n");
    int end = text.indexOf("\n" + FENCE);
    if (!text.startsWith(FENCE) || end < 0) {
      throw new IllegalArgumentException(
          piece + "." + language + ": the marks must stand between two lines of ---");
    }
    var marks = marks(text.substring(FENCE.length(), end + 1));
    var words = text.substring(end + 1 + FENCE.length()).strip();
    return draft(piece, channel, language, marks, words);
  }

  private static ContentDraft draft(
      String piece, Channel channel, String language, Map<String, Object> marks, String words) {
    boolean mail = channel == Channel.EMAIL;
    return new ContentDraft(
        piece + "." + channel.name().toLowerCase() + "." + language,
        piece,
        needed(marks, "name", piece),
        new Marks(
            Stage.valueOf(needed(marks, "stage", piece)),
            text(marks, "topic"),
            text(marks, "audience"),
            channel,
            language,
            marks.get("order") instanceof Integer order ? order : 100,
            day(marks, "valid-until"),
            day(marks, "review-by")),
        new Words(mail ? text(marks, "subject") : null, mail ? words : null, mail ? null : words),
        null);
  }

  private static Map<String, Object> marks(String yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }

  private static String needed(Map<String, Object> marks, String name, String piece) {
    if (!marks.containsKey(name)) {
      throw new IllegalArgumentException(piece + ": the mark '" + name + "' is missing");
    }
    return text(marks, name);
  }

  private static String text(Map<String, Object> marks, String name) {
    return marks.get(name) == null ? null : marks.get(name).toString();
  }

  private static LocalDate day(Map<String, Object> marks, String name) {
    return marks.get(name) instanceof Date day
        ? day.toInstant().atZone(ZoneOffset.UTC).toLocalDate()
        : null;
  }
}
