package dev.sopflow.audience;

import dev.sopflow.web.Sentences;
import org.springframework.stereotype.Component;

/** How audiences may be called. */
@Component
class AudienceNames {

  private final Sentences sentences;

  AudienceNames(Sentences sentences) {
    this.sentences = sentences;
  }

  /**
   * @throws IllegalArgumentException in plain words
   */
  void check(String key, String name) {
    if (key == null || !key.matches("[a-z0-9]+([.-][a-z0-9]+)*") || key.length() > 100) {
      throw sentences.because("audience.problem.key");
    }
    if (Audiences.EVERYONE.equals(key)) {
      throw sentences.because("audience.problem.everyone");
    }
    if (name == null || name.isBlank() || name.length() > 200) {
      throw sentences.because("audience.problem.name");
    }
  }
}
