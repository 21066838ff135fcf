package dev.sopflow.content;

/** There is no piece of content with this key. */
public class UnknownContent extends RuntimeException {

  public UnknownContent(String key) {
    super("There is no content '" + key + "'");
  }
}
