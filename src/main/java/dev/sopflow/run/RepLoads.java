package dev.sopflow.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many open visits each rep has; counts along while visits are given out, so that a whole set
 * is spread evenly. Of equally loaded reps the first in the order of the reps gets the visit.
 */
final class RepLoads {

  private final Map<String, Integer> loads;

  /**
   * @param loads open visits by rep, in the order of the reps; every active rep is in it
   */
  RepLoads(Map<String, Integer> loads) {
    this.loads = new LinkedHashMap<>(loads);
  }

  static RepLoads of(Iterable<String> reps, Map<String, Integer> openVisits) {
    var loads = new LinkedHashMap<String, Integer>();
    reps.forEach(rep -> loads.put(rep, openVisits.getOrDefault(rep, 0)));
    return new RepLoads(loads);
  }

  /** The contact's owner if that is an active rep, else the least loaded rep; null without reps. */
  String give(String owner) {
    var rep = owner != null && loads.containsKey(owner) ? owner : leastLoaded();
    if (rep != null) {
      loads.merge(rep, 1, Integer::sum);
    }
    return rep;
  }

  private String leastLoaded() {
    return loads.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }
}
