package dev.sopflow.contact;

import java.util.List;

/**
 * Why a row was not taken, or not wholly.
 *
 * @param about what the reason's message names: words of the row, and whom they belong to
 */
record Problem(Reason reason, List<String> about) {

  private static final int LONGEST = 254;

  /** Each has a message that names the fix: {@code contact.issue.<reason>}. */
  enum Reason {
    NO_ADDRESS,
    EMAIL_UNUSABLE,
    PHONE_UNUSABLE,
    TOO_MANY_CELLS,
    IDENTITIES_CONFLICT,
    BELONGS_TO_ANOTHER,
    NAME_DIFFERS,
    PHONE_SHARED,
    REGION_UNKNOWN,
    LANGUAGE_UNKNOWN,
    ZONE_UNKNOWN,
    TOO_LONG
  }

  static Problem of(Reason reason, String... about) {
    return new Problem(
        reason, List.of(about).stream().map(word -> Names.clean(word, LONGEST)).toList());
  }
}
