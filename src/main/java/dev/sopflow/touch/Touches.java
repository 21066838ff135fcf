package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** The ledger: every outward act is planned, and stays visible, here. Set-based throughout. */
@Service
public class Touches {

  /** How many ledger rows a plan made: to be sent, and dropped at once (with their reasons). */
  public record Planned(int planned, int dropped) {}

  /**
   * Plans in the caller's transaction; a key that stands in the ledger already is left alone, so a
   * repeated call plans nothing twice.
   */
  public Planned plan(SendPlan plan) {
    throw new IllegalStateException("pending");
  }

  /** Drops what is still to be sent of a run to these contacts, because they left it. */
  public int withdraw(long runId, ContactSet contacts, Reason reason) {
    throw new IllegalStateException("pending");
  }

  /** Drops all that is still to be sent of a run. */
  public int withdraw(long runId, Reason reason) {
    throw new IllegalStateException("pending");
  }

  /** Stops a run's touches from being claimed until {@link #release}. */
  public int hold(long runId) {
    throw new IllegalStateException("pending");
  }

  /** Lets a held run's touches go on. */
  public int release(long runId) {
    throw new IllegalStateException("pending");
  }

  /** Writes a conversation that took place, so that it counts for caps and the timeline. */
  public void recordVisit(
      long runId, String step, int occurrence, long contactId, Channel channel, Instant at) {
    throw new IllegalStateException("pending");
  }
}
