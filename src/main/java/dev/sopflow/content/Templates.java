package dev.sopflow.content;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parsed templates of one version, frame included.
 *
 * @param subject null for channels without one
 * @param html null for channels without it
 */
record Templates(Locale language, Template subject, Template html, Template text) {

  static Templates of(Words words, String language) {
    var html = words.html() == null ? null : Frames.html(words.html(), language);
    return new Templates(
        Locale.forLanguageTag(language),
        words.subject() == null ? null : Template.of(words.subject(), false),
        html == null ? null : Template.of(html, true),
        Template.of(text(words.text(), html), false));
  }

  private static String text(String text, String html) {
    return text != null ? text : html == null ? "" : PlainText.of(html);
  }

  /** What is wrong, by the part that it stands in: subject, html, text. */
  Map<String, List<TemplateProblem>> problems() {
    var problems = new LinkedHashMap<String, List<TemplateProblem>>();
    put(problems, "subject", subject);
    put(problems, "html", html);
    if (problems.isEmpty()) {
      put(problems, "text", text);
    }
    return problems;
  }

  private static void put(Map<String, List<TemplateProblem>> all, String part, Template template) {
    if (template != null && !template.problems().isEmpty()) {
      all.put(part, template.problems());
    }
  }

  Renderer.Rendered fill(Map<String, Object> anyLanguage) {
    var model = inLanguage(anyLanguage);
    return new Renderer.Rendered(
        subject == null ? null : oneLine(subject.fill(model)),
        html == null ? null : html.fill(model),
        text.fill(model));
  }

  /** Times are said in the language of the words around them. */
  @SuppressWarnings("unchecked")
  private Map<String, Object> inLanguage(Map<String, Object> model) {
    var said = new HashMap<>(model);
    for (var part : List.of("run", "dates")) {
      said.computeIfPresent(part, (name, facts) -> said((Map<String, Object>) facts));
    }
    return said;
  }

  private Map<String, Object> said(Map<String, Object> facts) {
    var said = new HashMap<>(facts);
    said.replaceAll((name, fact) -> fact instanceof Moment at ? at.in(language) : fact);
    return said;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n\\u0085\\u2028\\u2029]+", " ").strip();
  }
}
