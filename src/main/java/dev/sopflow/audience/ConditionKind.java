package dev.sopflow.audience;

/**
 * A kind of condition, known by the key that it stands under in the JSON. A new kind is one small
 * bean.
 */
interface ConditionKind {

  /** The key that tells this kind, such as {@code tag}. */
  String key();

  /**
   * Reads the object that holds {@link #key}.
   *
   * @throws BadCondition if it can't be understood
   */
  Condition read(Json object);
}
