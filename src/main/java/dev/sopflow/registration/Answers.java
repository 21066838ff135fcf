package dev.sopflow.registration;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Introduction;
import dev.sopflow.form.Filled;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a registration says: who somebody is, what they agree to, and the rest, which are marks. */
record Answers(Map<String, Object> values) {

  static final int LONGEST_MARK = 200;

  private static final String CONSENT = "consent_";
  private static final Set<String> OF_CONTACT =
      Set.of("name", "email", "phone", "company", "title", "city");

  /** Marks that the house sets itself. */
  private static final Set<String> OURS =
      Set.of("registered", "source", "sourceChannel", "consentAsked");

  static Answers of(Filled filled) {
    return new Answers(filled.values());
  }

  Introduction introduction(String language, String source) {
    return new Introduction(
        text("name"),
        text("email"),
        text("phone"),
        text("company"),
        text("title"),
        text("city"),
        language,
        consent(),
        source);
  }

  private String text(String key) {
    return values.getOrDefault(key, "").toString();
  }

  Set<Channel> consent() {
    var agreed = EnumSet.noneOf(Channel.class);
    Arrays.stream(Channel.values())
        .filter(channel -> Boolean.TRUE.equals(values.get(CONSENT + channel)))
        .forEach(agreed::add);
    return agreed;
  }

  /** What else was asked, by key. */
  Map<String, String> marks() {
    var marks = new LinkedHashMap<String, String>();
    values.forEach(
        (key, value) -> {
          if (!OF_CONTACT.contains(key) && !OURS.contains(key) && !key.startsWith(CONSENT)) {
            marks.put(key, spoken(value));
          }
        });
    return marks;
  }

  private static String spoken(Object value) {
    return value instanceof Boolean is ? (is ? "yes" : "no") : value.toString();
  }
}
