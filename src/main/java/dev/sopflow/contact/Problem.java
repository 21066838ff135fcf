package dev.sopflow.contact;

/**
 * Why a row was not taken, or not wholly.
 *
 * @param detail the words of the row that it is about, or empty
 */
record Problem(Reason reason, String detail) {

  /** Each has a message that names the fix: {@code contact.issue.<reason>}. */
  enum Reason {
    NO_ADDRESS,
    EMAIL_UNUSABLE,
    PHONE_UNUSABLE,
    TOO_MANY_CELLS,
    IDENTITIES_CONFLICT,
    PHONE_SHARED,
    REGION_UNKNOWN,
    LANGUAGE_UNKNOWN,
    ZONE_UNKNOWN,
    TOO_LONG
  }
}
