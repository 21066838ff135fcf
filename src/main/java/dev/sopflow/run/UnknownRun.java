package dev.sopflow.run;

import dev.sopflow.web.NotFound;

/** There is no run with this id. */
public class UnknownRun extends NotFound {

  public UnknownRun(long id) {
    super("There is no run " + id);
  }
}
