package dev.sopflow.content;

/** What a piece tells the reader (playbook 1). */
public enum Stage {
  /** What we can do; ages as the product changes. */
  FUNCTION,
  /** Results, customer cases, key points. */
  EFFECT,
  /** Deep articles, insights, important events; lasts. */
  BRAND,
  /** Belongs to one occasion, as an invitation or a reminder does: only who names it sends it. */
  OCCASION
}
