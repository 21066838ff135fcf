package dev.sopflow.audience;

/** There is no audience with this key. */
public class UnknownAudience extends RuntimeException {

  public UnknownAudience(String key) {
    super("There is no audience '" + key + "'");
  }
}
