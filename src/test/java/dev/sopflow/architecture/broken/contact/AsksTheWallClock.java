package dev.sopflow.architecture.broken.contact;

import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;

/** Breaks the laws of the one clock and of constructors. */
class AsksTheWallClock {

  @Autowired Instant injected;

  Instant now() {
    return Instant.now();
  }
}
