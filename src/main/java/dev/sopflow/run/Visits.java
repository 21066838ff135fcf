package dev.sopflow.run;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** The conversations that reps owe to participants. */
@Service
public class Visits {

  /**
   * A participant to be visited, with what a priority decision needs.
   *
   * @param owner the contact's own rep, or null
   * @param companySize number of people, or null
   * @param daysSinceConversation or null if there was none
   */
  public record Candidate(
      long contactId,
      String owner,
      String positionLevel,
      String crmStatus,
      Integer companySize,
      Integer daysSinceConversation) {}

  /** How a visit ended. */
  public enum Outcome {
    INTERESTED,
    LATER,
    REFUSED,
    WRONG_PERSON,
    CONVERTED,
    NO_ANSWER
  }

  /** What a rep says of a visit; texts may be null, lengths are checked. */
  public record Report(
      Outcome outcome, Channel channel, String note, String positionTitle, String companyName) {}

  /** The contacts of a set who have no open visit in this run, for visits to be opened. */
  public List<Candidate> candidates(long runId, ContactSet who, int limit) {
    throw new IllegalStateException("pending");
  }

  /**
   * Opens a visit; assigned to the contact's owner if that is an active rep, else to the rep with
   * the fewest open visits. A repeated call returns the same visit.
   *
   * @param wording the content piece that helps the rep, or null
   */
  public long open(
      long runId,
      String step,
      int occurrence,
      Candidate contact,
      int priority,
      String wording,
      Instant dueAt) {
    throw new IllegalStateException("pending");
  }

  /** Ties the visit to its process. */
  public void attach(long visitId, String processInstanceId) {
    throw new IllegalStateException("pending");
  }

  /** Who is to make the visit: a user name, or null when no rep is there (open to all reps). */
  public String repOf(long visitId) {
    throw new IllegalStateException("pending");
  }

  /**
   * Enters what came of a visit: ledger row, consent, portrait corrections and the participant's
   * state, all in the caller's transaction.
   *
   * @return how many attempts have been made now
   * @throws IllegalArgumentException in plain words, if the report can't be taken
   */
  public int report(long visitId, Report report, String by) {
    throw new IllegalStateException("pending");
  }
}
