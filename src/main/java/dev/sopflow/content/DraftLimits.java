package dev.sopflow.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a draft must keep to, to be stored at all. */
final class DraftLimits {

  private final Problems problems;
  private final List<String> found = new ArrayList<>();

  DraftLimits(Problems problems) {
    this.problems = problems;
  }

  List<String> check(ContentDraft draft) {
    key("key", draft.key());
    if (draft.piece() != null) {
      key("piece", draft.piece());
    }
    if (draft.name() == null || draft.name().isBlank()) {
      found.add(problems.say("name"));
    }
    marks(draft.marks());
    length("name", draft.name(), 200);
    length("subject", draft.words().subject(), 500);
    length("html", draft.words().html(), Template.MAX_SOURCE);
    length("text", draft.words().text(), 100_000);
    length("changeNote", draft.changeNote(), 500);
    return found;
  }

  /** What a reason to stop a piece must keep to. */
  List<String> checkReason(String why) {
    if (why == null || why.isBlank()) {
      found.add(problems.say("why"));
    }
    length("why", why, 200);
    return found;
  }

  private void key(String field, String value) {
    if (value == null || !value.matches("[a-z0-9]+([.-][a-z0-9]+)*") || value.length() > 100) {
      found.add(problems.say("key", field));
    }
  }

  private void marks(Marks marks) {
    required("stage", marks.stage());
    required("channel", marks.channel());
    required("language", marks.language());
    length("topic", marks.topic(), 100);
    length("audience", marks.audience(), 100);
    length("language", marks.language(), 16);
    if (marks.language() != null && !isLanguage(marks.language())) {
      found.add(problems.say("language", marks.language()));
    }
  }

  private static boolean isLanguage(String tag) {
    return tag.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
        && !Locale.forLanguageTag(tag).getLanguage().isEmpty();
  }

  private void required(String field, Object value) {
    if (value == null) {
      found.add(problems.say("required", field));
    }
  }

  private void length(String field, String value, int max) {
    if (value != null && value.length() > max) {
      found.add(problems.say("length", field, "" + max));
    }
  }
}
