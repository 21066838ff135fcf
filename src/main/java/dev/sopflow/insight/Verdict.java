package dev.sopflow.insight;

/** How something that was sent did beside others of its kind, as far as that is sure. */
public enum Verdict {
  /** More readers refuse by it than the house allows, beyond chance. */
  REFUSED,
  /** Fewer readers act on it than on the others, beyond chance. */
  WORSE,
  /** Nothing is sure yet, and not much was sent. */
  FEW,
  /** No difference is sure. */
  LIKE,
  /** More readers act on it than on the others, beyond chance. */
  BETTER;

  /** Whether a person should think of stopping it. */
  public boolean isStop() {
    return this == REFUSED || this == WORSE;
  }
}
