package dev.sopflow.content;

import java.util.Collection;
import java.util.Map;

/** Port: what is to be said of runs; a few queries for all, so that it is asked once a batch. */
public interface Occasions {

  /** What is known of each run now; a run that has nothing to say may be missing. */
  Map<Long, Occasion> of(Collection<Long> runIds);
}
