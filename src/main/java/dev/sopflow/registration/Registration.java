package dev.sopflow.registration;

import dev.sopflow.run.Run;
import java.time.Instant;

/**
 * A run's registration.
 *
 * @param form key of the form that people fill in
 * @param piece content key of the page's words
 * @param closesAt null: as long as the run goes on
 */
public record Registration(Run run, String form, String piece, Instant closesAt) {

  /** Whether people may register now. */
  public boolean isOpen(Instant now) {
    return run.isOpen() && (closesAt == null || now.isBefore(closesAt));
  }
}
