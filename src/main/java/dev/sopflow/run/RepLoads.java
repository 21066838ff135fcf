package dev.sopflow.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many open visits each rep has, and for how many more there is room; counts along while visits
 * are given out, so that a whole set is spread evenly. Of equally loaded reps the first in the
 * order of the reps gets the visit.
 */
final class RepLoads {

  private final Map<String, Integer> loads;
  private final Map<String, Integer> room;

  /**
   * @param loads open visits by rep, in the order of the reps; every active rep is in it
   * @param room further visits that a rep takes; who is not in it takes any number
   */
  private RepLoads(Map<String, Integer> loads, Map<String, Integer> room) {
    this.loads = loads;
    this.room = room;
  }

  static RepLoads of(Iterable<String> reps, Map<String, Integer> openVisits) {
    var loads = new LinkedHashMap<String, Integer>();
    reps.forEach(rep -> loads.put(rep, openVisits.getOrDefault(rep, 0)));
    return new RepLoads(loads, new LinkedHashMap<>());
  }

  /**
   * With so many visits of a round at most open with each rep.
   *
   * @param perRep null: any number
   * @param openOfRound open visits of the round by rep
   */
  RepLoads withRoom(Integer perRep, Map<String, Integer> openOfRound) {
    var left = new LinkedHashMap<String, Integer>();
    if (perRep != null) {
      loads.keySet().forEach(rep -> left.put(rep, perRep - openOfRound.getOrDefault(rep, 0)));
    }
    return new RepLoads(loads, left);
  }

  /** Whether {@link #give} finds a rep who takes it; without reps it is open to whoever comes. */
  boolean hasRoomFor(String owner) {
    return loads.isEmpty() || repFor(owner) != null;
  }

  /**
   * The contact's owner if that is an active rep, else the least loaded rep with room; null
   * without.
   */
  String give(String owner) {
    var rep = repFor(owner);
    if (rep != null) {
      loads.merge(rep, 1, Integer::sum);
      room.computeIfPresent(rep, (any, left) -> left - 1);
    }
    return rep;
  }

  private String repFor(String owner) {
    if (owner != null && loads.containsKey(owner)) {
      return hasRoom(owner) ? owner : null;
    }
    return loads.entrySet().stream()
        .filter(load -> hasRoom(load.getKey()))
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private boolean hasRoom(String rep) {
    return room.getOrDefault(rep, 1) > 0;
  }
}
