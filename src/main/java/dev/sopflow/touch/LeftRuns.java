package dev.sopflow.touch;

import java.util.Collection;
import java.util.Set;

/**
 * Port: who has left a run. A plan that was being made while they left still holds touches for
 * them, so the gate asks again.
 */
public interface LeftRuns {

  /** A contact in a run. */
  record Member(long runId, long contactId) {}

  /** Those of them who are in their run no more, or talk with a rep now. */
  Set<Member> among(Collection<Member> members);
}
