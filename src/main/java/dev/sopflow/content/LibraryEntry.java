package dev.sopflow.content;

import java.time.Instant;

/**
 * A piece as the library lists it: what goes out, or where nothing does, the latest draft.
 *
 * @param active whether a version goes out
 * @param hasNewerDraft whether a version newer than the active one waits
 */
public record LibraryEntry(
    String key,
    String piece,
    String name,
    Marks marks,
    boolean active,
    boolean hasNewerDraft,
    Freshness freshness,
    Instant changedAt) {

  /** How a piece stands to its days. */
  public enum Freshness {
    FRESH,
    REVIEW_DUE,
    EXPIRED
  }

  /** DRAFT when nothing goes out; else how fresh it is. */
  public String state() {
    return active ? freshness.name() : "DRAFT";
  }
}
