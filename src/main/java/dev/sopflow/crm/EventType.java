package dev.sopflow.crm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What other systems can be told of; each is written as {@code contact.replied}. */
public enum EventType {
  CONTACT_REPLIED,
  CONTACT_OPTED_OUT,
  CONTACT_CONVERTED,
  CONTACT_CLICKED,
  CONTACT_UNREACHABLE,
  VISIT_FINISHED,
  RUN_ENDED;

  /** As it stands in the configuration and in what is sent. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }

  static Optional<EventType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}
