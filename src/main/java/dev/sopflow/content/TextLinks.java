package dev.sopflow.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The web links of plain text, where they end as mail programs and phones see it: at what can't
 * stand in a link, without the full stop of their sentence. In angle brackets all of it counts. One
 * that letters of another script follow at once is left alone, since nobody can tell where it ends.
 */
public final class TextLinks {

  private static final Pattern LINK =
      Pattern.compile(
          "<(https?://[^\\s<>]+)>"
              + "|(?<![A-Za-z0-9])https?://[-\\w.~:/?#\\[\\]@!$&'()*+,;=%]++"
              + "(?![\\p{L}\\p{N}&&[^\\p{ASCII}]])",
          Pattern.CASE_INSENSITIVE);

  private static final String ENDS_A_SENTENCE = ".,;:!?'";

  private TextLinks() {}

  /** The text with each link replaced by what {@code by} makes of it. */
  public static String replaced(String text, UnaryOperator<String> by) {
    var out = new StringBuilder();
    var links = LINK.matcher(text);
    while (links.find()) {
      links.appendReplacement(out, "");
      out.append(replaced(links.toMatchResult(), by));
    }
    return links.appendTail(out).toString();
  }

  /** The links of the text, as they come. */
  public static List<String> of(String text) {
    var found = new ArrayList<String>();
    replaced(
        text,
        link -> {
          found.add(link);
          return link;
        });
    return found;
  }

  private static String replaced(MatchResult found, UnaryOperator<String> by) {
    if (found.group(1) != null) {
      return "<" + by.apply(found.group(1)) + ">";
    }
    var link = withoutItsSentence(found.group());
    return by.apply(link) + found.group().substring(link.length());
  }

  private static String withoutItsSentence(String found) {
    var end = found.length();
    while (end > 0 && closes(found, end)) {
      end--;
    }
    return found.substring(0, end);
  }

  private static boolean closes(String found, int end) {
    var last = found.charAt(end - 1);
    return ENDS_A_SENTENCE.indexOf(last) >= 0
        || last == ')' && isUnopened(found, end, '(', ')')
        || last == ']' && isUnopened(found, end, '[', ']');
  }

  private static boolean isUnopened(String found, int end, char open, char close) {
    var inside = found.substring(0, end);
    return inside.chars().filter(c -> c == close).count()
        > inside.chars().filter(c -> c == open).count();
  }
}
