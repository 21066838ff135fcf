package dev.sopflow.touch.email.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSorterTest {

  private static final long SEED = Long.getLong("sopflow.property.seed", 20260302L);

  private static SortedMail sort(String mail) {
    return CorpusTest.sort(mail.getBytes(StandardCharsets.UTF_8));
  }

  private static String written(String type, String body) {
    return "From: a@b.example\nSubject: Re: x\nContent-Type: " + type + "\n\n" + body;
  }

  @Test
  void brokenMailNeverBreaksTheSorterAndCondemnsNobodyNew() throws IOException {
    System.out.println("seed " + SEED);
    var random = new Random(SEED);
    try (var files = Files.list(Path.of("src/test/resources/mail/corpus"))) {
      for (var file : files.sorted().toList()) {
        var text = Files.readString(file);
        var mail = text.substring(text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < 5; i++) {
          assertThat(CorpusTest.sort(broken(mail, random)).kind()).as("%s", file).isNotNull();
        }
      }
    }
  }

  private static byte[] broken(byte[] mail, Random random) {
    var broken = mail.clone();
    for (var i = 0; i < 1 + random.nextInt(30) && broken.length > 0; i++) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
    }
    return java.util.Arrays.copyOf(broken, random.nextInt(broken.length + 1));
  }

  @Test
  void aMailFullOfPartsOrNestedForEverIsReadOnlySoFar() {
    var parts = "--b\n\n".repeat(100_000);
    assertThat(sort(written("multipart/mixed; boundary=b", parts)).kind())
        .isEqualTo(MailKind.REPLY);
    var nested = new StringBuilder();
    for (var i = 0; i < 2_000; i++) {
      nested.append("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n".formatted(i, i + 1));
    }
    assertThat(sort(written("multipart/mixed; boundary=b0", nested.toString())).kind())
        .isEqualTo(MailKind.REPLY);
  }

  @Test
  void manyReferencesAreNotAllTried() {
    var mail = "From: a@b.example\nReferences: " + "<x@y>\n ".repeat(50_000) + "<last@y>\n\nHi";
    assertThat(sort(mail).messageIds()).hasSizeLessThanOrEqualTo(100).startsWith("<last@y>");
  }

  @Test
  void aWordInAnyCharsetIsRead() {
    var gbk =
        Base64.getEncoder()
            .encodeToString("请给我打电话".getBytes(java.nio.charset.Charset.forName("GBK")));
    assertThat(sort(encoded("gb2312", gbk)).text()).isEqualTo("请给我打电话");
    var unknown = Base64.getEncoder().encodeToString("Grüße".getBytes(StandardCharsets.UTF_8));
    assertThat(sort(encoded("x-no-such", unknown)).text()).isEqualTo("Grüße");
  }

  private static String encoded(String charset, String body) {
    return "From: a@b.example\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; charset="
        + charset
        + "\n\n"
        + body;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Yes.\\n\\nOn Mon, 2 Mar 2026, News <n@s.example> wrote:\\n> old | Yes.",
        "Ja.\\n\\nAm 2. März 2026 um 09:00 schrieb News <n@s.example>:\\n> alt | Ja.",
        "Oui.\\n\\nLe lun. 2 mars 2026, News\\n<n@s.example> a écrit :\\n\\n> vieux | Oui.",
        "好的。\\n\\n在 2026年3月2日，News <n@s.example> 写道：\\n> 旧 | 好的。",
        "Yes.\\n-----Original Message-----\\nFrom: News\\nold | Yes.",
        "Ja.\\n\\nVon: News <n@s.example>\\nGesendet: Montag\\nAn: Ann\\nBetreff: x\\n\\nalt | Ja.",
        "> Are you coming?\\nYes.\\n> When?\\nAt ten. | Yes.\\nAt ten.",
        "From: my side all is fine.\\nReally. | From: my side all is fine.\\nReally.",
        "> only a quote | > only a quote",
        "Fine\\n-----\\nAnn | Fine\\n-----\\nAnn"
      })
  void onlyWhatTheWriterWroteIsKept(String text, String own) {
    assertThat(OwnWords.ofText(text.strip().replace("\\n", "\n")))
        .isEqualTo(own.strip().replace("\\n", "\n"));
  }

  @Test
  void htmlIsReadAsText() {
    var html =
        "<div>Yes, <b>call</b> me<br>at ten</div><div class=gmail_quote>On Monday wrote:"
            + "<blockquote>old</blockquote></div>";
    assertThat(sort(written("text/html", html)).text()).isEqualTo("Yes, call me\nat ten");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 User unknown | HARD_BOUNCE",
        "550 No such user | HARD_BOUNCE",
        "550 5.1.1 Refused due to recipient preferences | REFUSED_MAIL",
        "550 5.1.8 bad sender | REFUSED_MAIL",
        "550 5.7.1 User unknown | REFUSED_MAIL",
        "550 5.1.0 Unknown address error 550-'Service refused' | SOFT_BOUNCE",
        "450 4.1.1 User unknown | SOFT_BOUNCE",
        "550 5.1.1 User unknown (450 4.2.0 before) | SOFT_BOUNCE",
        "552 5.2.2 over quota | SOFT_BOUNCE",
        "550 5.1.1 mailbox full | SOFT_BOUNCE",
        "550 5.5.0 mailbox unavailable | SOFT_BOUNCE",
        "550 mail from 5.1.1.7 refused | SOFT_BOUNCE",
        "554 5.4.1 Recipient address rejected: Access denied | REFUSED_MAIL",
        "hello | SOFT_BOUNCE"
      })
  void anAddressIsOnlyCondemnedWhenNothingSpeaksForIt(String answer, MailKind kind) {
    assertThat(BounceRules.judge(BounceRules.codes(answer), answer)).isEqualTo(kind);
  }
}
