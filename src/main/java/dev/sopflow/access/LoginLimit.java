package dev.sopflow.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: after too many wrong passwords for one user from one address, that pair must
 * wait. Others at that address, and the same user elsewhere, are not locked out, unless an address
 * tries so many users that it keeps this node busy. Kept in this node's memory.
 */
@Component
class LoginLimit {

  private static final int MOST_REMEMBERED = 10_000;

  private record Failures(int count, Instant last) {}

  private final Map<String, Failures> failures = new ConcurrentHashMap<>();
  private final AccessSettings settings;
  private final Clock clock;

  LoginLimit(AccessSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  boolean mustWait(String user, String address) {
    return isFull(key(user, address), settings.maxFailures())
        || isFull(address, settings.maxFailuresOfAddress());
  }

  private boolean isFull(String key, int most) {
    var known = failures.get(key);
    return known != null && known.count() >= most && !isOver(known);
  }

  void failed(String user, String address) {
    if (failures.size() >= MOST_REMEMBERED) {
      failures.values().removeIf(this::isOver);
    }
    count(key(user, address));
    count(address);
  }

  private void count(String key) {
    failures.compute(
        key, (same, old) -> new Failures(old == null || isOver(old) ? 1 : old.count() + 1, now()));
  }

  void succeeded(String user, String address) {
    failures.remove(key(user, address));
  }

  private boolean isOver(Failures known) {
    return known.last().plus(settings.lockFor()).isBefore(now());
  }

  private Instant now() {
    return clock.instant();
  }

  private static String key(String user, String address) {
    return address + " " + user;
  }
}
