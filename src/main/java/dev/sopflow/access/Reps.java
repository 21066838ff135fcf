package dev.sopflow.access;

import java.util.List;

/** Port: the users who make visits. */
public interface Reps {

  /** User names of everyone in the role rep, in a stable order. */
  List<String> userNames();
}
