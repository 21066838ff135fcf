package dev.sopflow.content;

/**
 * The words of a version, as Liquid templates.
 *
 * @param subject only for e-mail, else null
 * @param html only for e-mail, else null; a fragment gets the house's frame, a whole document none
 * @param text null for e-mail: derived from {@code html}
 */
public record Words(String subject, String html, String text) {

  public Words {
    subject = blankToNull(subject);
    html = blankToNull(html);
    text = blankToNull(text);
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
