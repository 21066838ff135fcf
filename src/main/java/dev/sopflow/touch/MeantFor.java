package dev.sopflow.touch;

import java.util.Collection;
import java.util.Set;

/**
 * Port: whom a plan means. Between planning and sending a contact may have become somebody whom it
 * does not mean, so the gate asks again.
 */
public interface MeantFor {

  /** A contact whom a plan of a run meant when it was made. */
  record Addressee(long runId, String step, int occurrence, long contactId) {}

  /** Those of them whom their plan means no more, as it stands now. */
  Set<Addressee> noLonger(Collection<Addressee> addressees);
}
