package dev.sopflow.content;

import java.time.Instant;

/**
 * One state of a piece's rendition. Never changes but for its status.
 *
 * @param key the rendition's key
 * @param piece shared by all renditions of the same message
 * @param version from 1
 * @param changeNote why it was changed, or null
 */
public record ContentVersion(
    long id,
    String key,
    String piece,
    int version,
    Status status,
    String name,
    Marks marks,
    Words words,
    String changeNote,
    String changedBy,
    Instant changedAt) {

  /** Where a version is in its life. */
  public enum Status {
    DRAFT,
    ACTIVE,
    RETIRED
  }
}
