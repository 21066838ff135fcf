package dev.sopflow.content;

import dev.sopflow.contact.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Component;

/** What a piece must have before it may go out. */
@Component
class ContentChecks {

  private static final String NEVER_IN_MAIL =
      "script, iframe, object, embed, form, input, button, link, base, meta[http-equiv=refresh]";
  private static final String UNSUBSCRIBE_MARK =
      "\\{\\{-?\\s*" + Placeholders.UNSUBSCRIBE.replace(".", "\\.") + "\\s*-?}}";

  private final Problems problems;

  ContentChecks(Problems problems) {
    this.problems = problems;
  }

  /** What stands against activating it, as sentences; empty when it may go out. */
  List<String> of(String name, Marks marks, Words words) {
    var found = new ArrayList<String>();
    if (name == null || name.isBlank()) {
      found.add(problems.say("name"));
    }
    if (marks.channel() == Channel.EMAIL) {
      checkMail(words, marks.language(), found);
    } else if (words.text() == null) {
      found.add(problems.say("text"));
    }
    var templates = Templates.of(words, marks.language());
    found.addAll(problems.say(templates.problems()));
    if (found.isEmpty()) {
      tryOut(templates, found);
    }
    return found;
  }

  private void checkMail(Words words, String language, List<String> found) {
    if (words.subject() == null) {
      found.add(problems.say("subject"));
    }
    if (words.html() == null) {
      found.add(problems.say("html"));
      return;
    }
    var framed = Frames.html(words.html(), language);
    if (!has(framed)) {
      found.add(problems.say("unsubscribe.html"));
    }
    if (words.text() != null && !has(words.text())) {
      found.add(problems.say("unsubscribe.text"));
    }
    Jsoup.parse(framed).select(NEVER_IN_MAIL).stream()
        .map(it -> it.normalName())
        .distinct()
        .forEach(tag -> found.add(problems.say("markup", tag)));
    if (Jsoup.parse(framed).getAllElements().stream().anyMatch(ContentChecks::actsByItself)) {
      found.add(problems.say("handler"));
    }
  }

  private static boolean actsByItself(org.jsoup.nodes.Element element) {
    return element.attributes().asList().stream()
        .anyMatch(
            it ->
                it.getKey().toLowerCase(Locale.ROOT).startsWith("on")
                    || it.getValue().strip().toLowerCase(Locale.ROOT).startsWith("javascript:"));
  }

  private static boolean has(String source) {
    return source.matches("(?s).*" + UNSUBSCRIBE_MARK + ".*");
  }

  private void tryOut(Templates templates, List<String> found) {
    try {
      templates.fill(Map.of());
    } catch (RuntimeException e) {
      found.add(problems.say("fill", "" + Template.MAX_RESULT));
    }
  }
}
