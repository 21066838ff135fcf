package dev.sopflow.touch.hit;

import java.util.List;

/**
 * How much a hit is like a person's.
 *
 * @param points 0 to 100
 * @param why the rules that speak against it
 */
record Score(int points, List<String> why) {

  private static final int PERSON = 50;

  static Score of(List<HumanRule> signs) {
    var cost = signs.stream().mapToInt(HumanRule::cost).sum();
    return new Score(Math.max(0, 100 - cost), signs.stream().map(HumanRule::name).toList());
  }

  boolean isPerson() {
    return points >= PERSON;
  }
}
