package dev.sopflow.content;

import dev.sopflow.web.NotFound;

/** There is no piece of content with this key, or no such version of it. */
public class UnknownContent extends NotFound {

  public UnknownContent(String key) {
    super("There is no content '" + key + "'");
  }
}
