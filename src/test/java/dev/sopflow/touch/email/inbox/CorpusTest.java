package dev.sopflow.touch.email.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Shapes of mail that really come back, one a file: the first line says kind, status code and
 * address that are to be found ("-" for none), the rest is the mail.
 */
class CorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/mail/corpus");
  private static final String OURS = "<touch-7.abc123def456@sopflow.example>";

  private record Shape(String name, String expected, String mail) {

    MailKind kind() {
      return MailKind.valueOf(expected.split(" ")[0]);
    }

    SortedMail sorted() {
      return CorpusTest.sort(mail.getBytes(StandardCharsets.UTF_8));
    }
  }

  static SortedMail sort(byte[] mail) {
    try {
      return MailSorter.sort(new MimeMessage(null, new ByteArrayInputStream(mail)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Shape> shapes() throws IOException {
    try (var files = Files.list(CORPUS)) {
      var shapes = new ArrayList<Shape>();
      for (var file : files.sorted().toList()) {
        var text = Files.readString(file);
        var end = text.indexOf('\n');
        shapes.add(
            new Shape(
                file.getFileName().toString().replace(".txt", ""),
                text.substring(0, end),
                text.substring(end + 1)));
      }
      return shapes;
    }
  }

  @Test
  void everyShapeIsWhatItIs() throws IOException {
    var confusion = new EnumMap<MailKind, Map<MailKind, Integer>>(MailKind.class);
    var wrong = new ArrayList<String>();
    for (var shape : shapes()) {
      var found = shape.sorted();
      confusion
          .computeIfAbsent(shape.kind(), kind -> new EnumMap<>(MailKind.class))
          .merge(found.kind(), 1, Integer::sum);
      if (!words(found).equals(shape.expected())) {
        wrong.add(shape.name() + ": " + words(found) + ", not " + shape.expected());
      }
    }
    System.out.println(table(confusion));

    assertThat(shapes()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothingIsSuppressedWrongly() throws IOException {
    for (var shape : shapes()) {
      if (shape.sorted().kind() == MailKind.HARD_BOUNCE) {
        assertThat(shape.kind()).as(shape.name()).isEqualTo(MailKind.HARD_BOUNCE);
      }
    }
  }

  @Test
  void ourMessageIsFoundWhereverTheMailNamesIt() throws IOException {
    for (var shape : shapes()) {
      if (shape.mail().contains(OURS) && !shape.name().startsWith("reply-forwards")) {
        assertThat(shape.sorted().messageIds()).as(shape.name()).contains(OURS);
      }
    }
  }

  private static String words(SortedMail mail) {
    return "%s %s %s"
        .formatted(
            mail.kind(),
            mail.status() == null ? "-" : mail.status(),
            mail.failedAddress() == null ? "-" : mail.failedAddress());
  }

  private static String table(Map<MailKind, Map<MailKind, Integer>> confusion) {
    var table = new StringBuilder("is \\ found as   ");
    Arrays.stream(MailKind.values()).forEach(kind -> table.append("%14s".formatted(kind)));
    confusion.forEach(
        (kind, found) -> {
          table.append("%n%-15s ".formatted(kind));
          for (var each : MailKind.values()) {
            table.append("%14s".formatted(found.getOrDefault(each, 0)));
          }
        });
    return table.toString();
  }
}
