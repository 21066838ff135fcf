package dev.sopflow.registration.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets only so many registrations a minute in from one address; a whole office behind one address
 * still fits. Kept in this node's memory.
 */
@Component
class Crowd {

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private record Came(int count, Instant since) {}

  private final Map<String, Came> came = new ConcurrentHashMap<>();
  private final int most;
  private final Clock clock;

  Crowd(@Value("${sopflow.registration.most-a-minute:60}") int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /** Counts one more. */
  boolean mayCome(String address) {
    var now = clock.instant();
    if (came.size() >= MOST_REMEMBERED) {
      came.values().removeIf(before -> isOver(before, now));
    }
    return came.merge(address, new Came(1, now), (before, one) -> next(before, one, now)).count()
        <= most;
  }

  private static Came next(Came before, Came one, Instant now) {
    return isOver(before, now) ? one : new Came(before.count() + 1, before.since());
  }

  private static boolean isOver(Came before, Instant now) {
    return !now.isBefore(before.since().plus(A_MINUTE)) || now.isBefore(before.since());
  }
}
