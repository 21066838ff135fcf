package dev.sopflow.insight;

import dev.sopflow.insight.Funnel.Level;
import java.util.ArrayList;
import java.util.List;

/** Counts people into the levels of a funnel. */
final class FunnelTally {

  /** How somebody stands at the last stage that they passed. */
  enum Way {
    STANDING,
    REFUSED,
    INVALID
  }

  private final int[] inAll;
  private final int[][] places;

  FunnelTally(int stages) {
    inAll = new int[stages + 1];
    places = new int[stages + 1][Way.values().length];
  }

  /**
   * @param fulfilled for each stage whether these fulfil it
   */
  void add(List<Boolean> fulfilled, Way way, int people) {
    var passed = fulfilled.indexOf(false);
    places[passed < 0 ? fulfilled.size() : passed][way.ordinal()] += people;
    inAll[0] += people;
    for (var stage = 0; stage < fulfilled.size(); stage++) {
      inAll[stage + 1] += fulfilled.get(stage) ? people : 0;
    }
  }

  void add(FunnelTally other) {
    for (var level = 0; level < inAll.length; level++) {
      inAll[level] += other.inAll[level];
      for (var way = 0; way < places[level].length; way++) {
        places[level][way] += other.places[level][way];
      }
    }
  }

  int people() {
    return inAll[0];
  }

  List<Level> levels() {
    var levels = new ArrayList<Level>();
    var passed = people();
    for (var level = 0; level < inAll.length; level++) {
      var here = places[level];
      levels.add(new Level(passed, inAll[level], here[0], here[1], here[2]));
      passed -= here[0] + here[1] + here[2];
    }
    return levels;
  }
}
