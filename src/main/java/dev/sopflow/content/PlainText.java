package dev.sopflow.content;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text part of a mail that has only HTML: same words, links in brackets. */
final class PlainText {

  private static final Pattern BLOCK = Pattern.compile("p|div|h[1-6]|ul|ol|table|tr|blockquote");
  private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

  private PlainText() {}

  static String of(String html) {
    var out = new StringBuilder();
    var document = Jsoup.parse(html);
    document.select("head, style, script, .preheader").remove();
    document.body().traverse(new Writer(out));
    return out.toString()
        .replaceAll("[ \\t]+\\n", "\n")
        .replaceAll("\\n[ \\t]+", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private record Writer(StringBuilder out) implements NodeVisitor {

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        out.append(SPACE.matcher(text.getWholeText()).replaceAll(" "));
      } else if (BLOCK.matcher(node.nodeName()).matches()) {
        out.append("\n\n");
      } else if (node.nodeName().equals("li")) {
        out.append("\n- ");
      } else if (node.nodeName().equals("br")) {
        out.append('\n');
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element link && link.nodeName().equals("a")) {
        var url = link.attr("href");
        if (!url.isEmpty() && !url.equals(link.text())) {
          out.append(" <").append(url).append('>');
        }
      } else if (BLOCK.matcher(node.nodeName()).matches()) {
        out.append("\n\n");
      }
    }
  }
}
