package dev.sopflow.time;

import java.time.LocalTime;

/**
 * A stretch of the reader's local day in which a touch is welcome.
 *
 * @param workingDaysOnly false: on every day
 * @param from inclusive
 * @param to exclusive, later than {@code from}
 */
public record SendWindow(boolean workingDaysOnly, LocalTime from, LocalTime to) {

  public SendWindow {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "A send window must end after it begins: " + from + "-" + to);
    }
  }
}
