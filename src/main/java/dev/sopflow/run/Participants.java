package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import org.springframework.stereotype.Service;

/** The contacts in a run, as sets. */
@Service
public class Participants {

  /**
   * Puts contacts into the run; who is in it, is active in another run of the same SOP, or has
   * refused everything, is left out.
   *
   * @return how many came in
   */
  public int enrol(long runId, ContactSet contacts) {
    throw new IllegalStateException("pending");
  }

  /**
   * The active participants that have all the given marks.
   *
   * @param filter {@code mark=value} pairs joined by commas, {@code !} before a pair negates it;
   *     null or blank: all active participants
   * @throws IllegalArgumentException if the filter can't be read
   */
  public ContactSet active(long runId, String filter) {
    throw new IllegalStateException("pending");
  }

  /** Sets a mark on participants; a former value is replaced. Returns how many it now has. */
  public int mark(long runId, ContactSet who, String mark, String value) {
    throw new IllegalStateException("pending");
  }
}
