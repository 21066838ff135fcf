package dev.sopflow.audience;

/** One condition on a contact, as it was read from JSON. */
interface Condition {

  /**
   * A predicate over {@code ct} (contact) and {@code co} (company) that is never null, so that it
   * can be negated; values only through {@code params}.
   */
  String sql(Params params);
}
