package dev.sopflow.audience;

/** A condition can't be read; the message names the place in the JSON and the fix. */
public class BadCondition extends RuntimeException {

  private final String path;

  BadCondition(String path, String message) {
    super(path + ": " + message);
    this.path = path;
  }

  /** Where in the JSON, such as {@code $.all[1].field}. */
  public String path() {
    return path;
  }
}
