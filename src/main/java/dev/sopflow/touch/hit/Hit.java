package dev.sopflow.touch.hit;

import java.time.Instant;

/**
 * Something of a message was fetched once.
 *
 * @param linkId which link, or null for the picture
 * @param url where the link leads, cut; or null
 * @param judged whether it has its score already
 */
record Hit(long id, Kind kind, Long linkId, String url, Instant at, Visitor by, boolean judged) {

  boolean isHead() {
    return by.method().equals("HEAD");
  }

  enum Kind {
    OPEN,
    CLICK
  }
}
