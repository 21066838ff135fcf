package dev.sopflow.engine;

import dev.sopflow.audience.Audiences;
import dev.sopflow.audience.UnknownAudience;
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

  /** A provider, because audiences need the database that the engine prepares as it starts. */
  StartChecks(ObjectProvider<Audiences> audiences) {
    this.audiences = audiences;
  }

  /**
   * @throws BadUserRequestException with a sentence that names the variable
   */
  void check(Map<String, Object> variables) {
    if (variables.get(RunListener.RUN_ID) != null) {
      throw new BadUserRequestException("Leave out 'runId': a new run gets its own");
    }
    variables.forEach(StartChecks::checkValue);
    checkName(text(variables.get(RunListener.NAME)));
    checkAudience(text(variables.get(RunListener.AUDIENCE)));
  }

  /** People's data and lists belong into the house's tables, never into the engine. */
  private static void checkValue(String name, Object value) {
    if (value instanceof String text && text.length() > LONGEST_TEXT) {
      throw new BadUserRequestException(
          "The variable '%s' has %d characters; at most %d fit"
              .formatted(name, text.length(), LONGEST_TEXT));
    }
    if (!isPlain(value)) {
      throw new BadUserRequestException(
          "The variable '" + name + "' must be a text, a number, a date, true or false");
    }
  }

  private static boolean isPlain(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Date;
  }

  private static void checkName(String name) {
    if (name != null && name.length() > LONGEST_NAME) {
      throw new BadUserRequestException(
          "'name' has %d characters; at most %d fit".formatted(name.length(), LONGEST_NAME));
    }
  }

  private void checkAudience(String audience) {
    if (audience == null) {
      throw new BadUserRequestException(
          "Say for whom: the variable 'audience' must name an audience");
    }
    if (!audiences.getObject().exists(audience)) {
      throw new BadUserRequestException(new UnknownAudience(audience).getMessage());
    }
  }

  /** Null for none. */
  static String text(Object value) {
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }
}
