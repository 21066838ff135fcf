package dev.sopflow.architecture.broken.time;

import org.springframework.util.StringUtils;

/** Breaks the law that values of time need the JDK only. */
record LeansOnSpring(String zone) {

  boolean known() {
    return StringUtils.hasText(zone);
  }
}
