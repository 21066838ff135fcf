package dev.sopflow.plan;

import dev.sopflow.web.NotFound;

/** A run has planned no date with this name. */
public class UnknownDate extends NotFound {

  UnknownDate(String name, String others) {
    super(
        others.isEmpty()
            ? "This run has planned no dates, so there is no '%s'".formatted(name)
            : "This run has no date '%s'; there are %s".formatted(name, others));
  }
}
