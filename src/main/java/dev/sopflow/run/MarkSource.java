package dev.sopflow.run;

/** Whose word a mark is. What a person said, only a person or a model's own step changes. */
public enum MarkSource {
  PERSON,
  /** A list that was brought in. */
  LIST,
  /** A decision table. */
  RULE,
  /** A step of the SOP. */
  MODEL;

  boolean yieldsToPeople() {
    return this == LIST || this == RULE;
  }
}
