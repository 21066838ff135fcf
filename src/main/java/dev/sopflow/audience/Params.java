package dev.sopflow.audience;

import dev.sopflow.time.DbTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The named parameters that conditions bind, and the moment that they count back from. */
final class Params {

  private final Instant now;
  private final Map<String, Object> values = new HashMap<>();

  Params(Instant now) {
    this.now = now;
  }

  /** Binds a value (or a collection, for {@code in}) and returns its placeholder. */
  String bind(Object value) {
    var name = "audience" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  /** Binds the moment {@code days} ago. */
  String bindDaysAgo(int days) {
    return bind(DbTime.db(now.minus(Duration.ofDays(days))));
  }

  Instant now() {
    return now;
  }

  Map<String, Object> values() {
    return values;
  }
}
