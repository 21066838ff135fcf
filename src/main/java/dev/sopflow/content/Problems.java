package dev.sopflow.content;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says problems in sentences. */
@Component
class Problems {

  private final MessageSource messages;

  Problems(MessageSource messages) {
    this.messages = messages;
  }

  /** A sentence about the whole piece. */
  String say(String code, Object... args) {
    return messages.getMessage("content.problem." + code, args, locale());
  }

  /** Sentences about templates, by part, each with its line. */
  List<String> say(Map<String, List<TemplateProblem>> byPart) {
    return byPart.entrySet().stream()
        .flatMap(part -> part.getValue().stream().map(problem -> say(part.getKey(), problem)))
        .collect(Collectors.toList());
  }

  private String say(String part, TemplateProblem problem) {
    var where =
        messages.getMessage(
            "content.problem.where",
            new Object[] {
              messages.getMessage("content.part." + part, null, locale()), "" + problem.line()
            },
            locale());
    return where + " " + say(problem.code(), problem.args().toArray());
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
