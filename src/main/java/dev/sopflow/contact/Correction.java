package dev.sopflow.contact;

/**
 * What somebody has learned of a contact; null or blank leaves a field as it is.
 *
 * @param positionTitle at most 200 characters
 * @param company its name, at most 200 characters
 * @param city at most 100 characters
 */
public record Correction(String positionTitle, String company, String city) {

  /** Nothing new. */
  public static final Correction NONE = new Correction(null, null, null);
}
