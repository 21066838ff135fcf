package dev.sopflow.audience;

import java.time.Instant;

/**
 * A named set of contacts.
 *
 * @param conditions as JSON; null for a hand-picked one, and for everyone
 */
public record Audience(
    String key, String name, String conditions, String changedBy, Instant changedAt) {

  /** Whether it is exactly the contacts that a person picked. */
  public boolean isHandPicked() {
    return conditions == null && changedBy != null;
  }
}
