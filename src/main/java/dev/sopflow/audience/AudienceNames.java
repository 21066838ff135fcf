package dev.sopflow.audience;

/** How audiences may be called. */
final class AudienceNames {

  private AudienceNames() {}

  /**
   * @throws IllegalArgumentException in plain words
   */
  static void check(String key, String name) {
    if (key == null || !key.matches("[a-z0-9]+([.-][a-z0-9]+)*") || key.length() > 100) {
      throw new IllegalArgumentException(
          "The key must be 1 to 100 lower-case letters and digits, joined by dashes or dots");
    }
    if (Audiences.EVERYONE.equals(key)) {
      throw new IllegalArgumentException("'everyone' is built in and can't be changed");
    }
    if (name == null || name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("The name must be 1 to 200 characters");
    }
  }
}
