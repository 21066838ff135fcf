package dev.sopflow.audience.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sopflow.audience.Audience;
import java.time.Instant;

/** Audiences as our API speaks of them. */
final class AudienceJson {

  private AudienceJson() {}

  /**
   * @param conditions null for everyone, and for a hand-picked list
   */
  record View(
      String key,
      String name,
      @JsonRawValue String conditions,
      boolean handPicked,
      String changedBy,
      Instant changedAt) {

    static View of(Audience it) {
      return new View(
          it.key(), it.name(), it.conditions(), it.isHandPicked(), it.changedBy(), it.changedAt());
    }
  }

  record Put(String name, JsonNode conditions) {}

  record Count(long count) {}
}
