package dev.sopflow.run;

import dev.sopflow.web.NotFound;

/** There is no startable SOP with this key. */
public class UnknownSop extends NotFound {

  public UnknownSop(String key) {
    super("There is no SOP '" + key + "'");
  }
}
