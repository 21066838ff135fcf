package dev.sopflow.touch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A claim while it is worked on: what is not tried yet, and what must still be written. */
final class Batch {

  private final Map<Long, Claimed> untried = new LinkedHashMap<>();
  private final List<Result> results = new ArrayList<>();
  private final List<DueTouch> optOuts = new ArrayList<>();

  Batch(List<Claimed> claimed) {
    claimed.forEach(each -> untried.put(each.touch().id(), each));
  }

  /** From here on it may be on its way. */
  void begin(Claimed claimed) {
    untried.remove(claimed.touch().id());
  }

  void add(Result result) {
    results.add(result);
  }

  /** The provider says that the reader has refused the channel. */
  void optedOut(DueTouch touch) {
    optOuts.add(touch);
  }

  List<Claimed> untried() {
    return List.copyOf(untried.values());
  }

  List<Result> results() {
    return List.copyOf(results);
  }

  void written() {
    results.clear();
  }

  boolean hasOptOuts() {
    return !optOuts.isEmpty();
  }

  List<DueTouch> takeOptOuts() {
    var taken = List.copyOf(optOuts);
    optOuts.clear();
    return taken;
  }
}
