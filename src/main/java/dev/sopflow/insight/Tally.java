package dev.sopflow.insight;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many touches came to what.
 *
 * @param counts every effect, also those that are 0
 */
public record Tally(Map<Effect, Integer> counts) {

  static final Tally NONE = new Tally(new EnumMap<>(Effect.class));

  public Tally {
    var all = new EnumMap<Effect, Integer>(Effect.class);
    for (var effect : Effect.values()) {
      all.put(effect, counts.getOrDefault(effect, 0));
    }
    counts = all;
  }

  public int of(Effect effect) {
    return counts.get(effect);
  }

  public int sent() {
    return of(Effect.SENT);
  }

  /** Of what was sent; who is unreachable, of what was tried. */
  public Rate rate(Effect effect) {
    return new Rate(of(effect), of(effect == Effect.UNREACHABLE ? Effect.TRIED : Effect.SENT));
  }

  /** For templates, by an effect's name. */
  public Rate rate(String effect) {
    return rate(Effect.valueOf(effect));
  }

  public Tally plus(Tally other) {
    return with(other, 1);
  }

  Tally minus(Tally other) {
    return with(other, -1);
  }

  private Tally with(Tally other, int sign) {
    var sum = new EnumMap<Effect, Integer>(Effect.class);
    counts.forEach((effect, count) -> sum.put(effect, count + sign * other.of(effect)));
    return new Tally(sum);
  }
}
