package dev.sopflow.engine;

import dev.sopflow.audience.Audiences;
import dev.sopflow.audience.UnknownAudience;
import dev.sopflow.web.Sentences;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a run may be started with, by whatever way it is started. */
@Component
class StartChecks {

  private static final int LONGEST_NAME = 200;

  /** The engine's own limit for a text. */
  private static final int LONGEST_TEXT = 4000;

  private final ObjectProvider<Audiences> audiences;
  private final Sentences sentences;

  /** A provider, because audiences need the database that the engine prepares as it starts. */
  StartChecks(ObjectProvider<Audiences> audiences, Sentences sentences) {
    this.sentences = sentences;
    this.audiences = audiences;
  }

  /**
   * @throws BadUserRequestException with a sentence that names the variable
   */
  void check(Map<String, Object> variables) {
    if (variables.get(RunListener.RUN_ID) != null) {
      throw refused("engine.start.runId");
    }
    variables.forEach(this::checkValue);
    checkName(text(variables.get(RunListener.NAME)));
    checkAudience(text(variables.get(RunListener.AUDIENCE)));
  }

  /** People's data and lists belong into the house's tables, never into the engine. */
  private void checkValue(String name, Object value) {
    if (value instanceof String text && text.length() > LONGEST_TEXT) {
      throw refused("engine.start.long", name, text.length(), LONGEST_TEXT);
    }
    if (!isPlain(value)) {
      throw refused("engine.start.plain", name);
    }
  }

  private static boolean isPlain(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Date;
  }

  private void checkName(String name) {
    if (name != null && name.length() > LONGEST_NAME) {
      throw refused("engine.start.name", name.length(), LONGEST_NAME);
    }
  }

  private void checkAudience(String audience) {
    if (audience == null) {
      throw refused("engine.start.audience");
    }
    if (!audiences.getObject().exists(audience)) {
      throw new BadUserRequestException(new UnknownAudience(audience).getMessage());
    }
  }

  private BadUserRequestException refused(String code, Object... args) {
    return new BadUserRequestException(sentences.say(code, args));
  }

  /** Null for none. */
  static String text(Object value) {
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }
}
