package dev.sopflow.content;

import java.time.Instant;
import java.util.Map;

/**
 * What a message may say of the run that it belongs to.
 *
 * @param facts its variables by name: texts, or an {@link Instant} for a date
 * @param dates its planned dates by name
 * @param takesRegistrations whether people register with us for it; if not, nothing links there
 */
public record Occasion(
    Map<String, Object> facts, Map<String, Instant> dates, boolean takesRegistrations) {

  /** A message that belongs to no run. */
  public static final Occasion NONE = new Occasion(Map.of(), Map.of(), false);
}
