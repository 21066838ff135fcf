package dev.sopflow.touch.email.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What the writer of a reply wrote, without the mail that it quotes. When nothing would be left,
 * everything is kept: rather too much than a word lost.
 */
final class OwnWords {

  private static final int LONGEST = 20_000;
  private static final int IN_ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** From here on programs put the old mail whole. */
  private static final Pattern OLD_MAIL_BEGINS =
      Pattern.compile(
          "^\\s*-{2,}.?\\s*(original (message|appointment)|ursprüngliche nachricht|message d['’]origine"
              + "|originalnachricht|mensaje original|messaggio originale|原始邮件|原始郵件|邮件原件"
              + "|元のメッセージ).{0,3}\\s*-{2,}\\s*$",
          IN_ANY_CASE);

  private static final Pattern ATTRIBUTION =
      Pattern.compile(
          "^\\s*(on .{4,200} wrote|am .{4,200} schrieb.{0,120}|le .{4,200} a écrit"
              + "|el .{4,200} escribió|.{4,200}[写寫]道|.{4,200}のメール|.{4,200}(wrote|schrieb))"
              + "\\s*[:：]\\s*$",
          IN_ANY_CASE);

  private static final Pattern FROM_LINE =
      Pattern.compile("^\\s*\\*?(from|von|de|发件人|寄件者|差出人)\\*?\\s?[:：]", IN_ANY_CASE);

  private static final Pattern HEAD_LINE =
      Pattern.compile("^\\s*\\*?[\\p{L} ]{1,20}\\*?\\s?[:：]\\*?\\s*\\S", IN_ANY_CASE);

  private OwnWords() {}

  static String of(MailParts parts) {
    return parts
        .words()
        .map(leaf -> leaf.isHtml() ? ofHtml(leaf.text()) : ofText(leaf.text()))
        .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
        .orElse("");
  }

  static String ofHtml(String html) {
    var page = Jsoup.parse(html);
    var whole = plain(page.clone());
    page.select("blockquote, .gmail_quote, .yahoo_quoted, .moz-cite-prefix").remove();
    page.select("#divRplyFwdMsg ~ *, #divRplyFwdMsg, #appendonsend ~ *, #isReplyContent").remove();
    var own = plain(page);
    return own.isBlank() ? whole : ofText(own);
  }

  static String plain(String html) {
    return plain(Jsoup.parse(html));
  }

  private static String plain(Document page) {
    page.select("head, script, style").remove();
    page.select("br").append("\\n");
    page.select("p, div, tr, li, h1, h2, h3").prepend("\\n");
    return page.text().replaceAll(" ?\\\\n ?", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }

  static String ofText(String text) {
    var own = String.join("\n", own(text.lines().toList())).strip();
    return own.isBlank() ? text.strip() : own;
  }

  private static List<String> own(List<String> lines) {
    var own = new ArrayList<String>();
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (!own.isEmpty() && oldMailBegins(lines, i)) {
        break;
      }
      var introduces = introducesQuote(lines, i);
      if (introduces == 0 && !line.stripLeading().startsWith(">")) {
        own.add(line);
      }
      i += Math.max(0, introduces - 1);
    }
    return own;
  }

  private static boolean oldMailBegins(List<String> lines, int at) {
    var line = lines.get(at);
    return line.length() < 200 && OLD_MAIL_BEGINS.matcher(line).matches()
        || FROM_LINE.matcher(line).find() && headLines(lines, at) >= 3;
  }

  private static long headLines(List<String> lines, int at) {
    return lines.stream().skip(at).limit(6).filter(line -> HEAD_LINE.matcher(line).find()).count();
  }

  /** How many lines from here on say who wrote what is quoted next; programs wrap that line. */
  private static int introducesQuote(List<String> lines, int at) {
    var words = new StringBuilder();
    for (var n = 1; n <= 3 && at + n <= lines.size(); n++) {
      var line = lines.get(at + n - 1);
      if (line.isBlank() || line.length() > 300) {
        return 0;
      }
      words.append(line).append(' ');
      if (ATTRIBUTION.matcher(words).matches()) {
        return quoteFollows(lines, at + n) ? n : 0;
      }
    }
    return 0;
  }

  private static boolean quoteFollows(List<String> lines, int at) {
    return lines.stream()
        .skip(at)
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> line.stripLeading().startsWith(">"))
        .orElse(true);
  }
}
