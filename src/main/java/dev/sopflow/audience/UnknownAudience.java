package dev.sopflow.audience;

import dev.sopflow.web.NotFound;

/** There is no audience with this key. */
public class UnknownAudience extends NotFound {

  public UnknownAudience(String key) {
    super("There is no audience '" + key + "'");
  }
}
