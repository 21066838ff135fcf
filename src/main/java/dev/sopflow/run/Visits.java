package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.reverseOrder;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Correction;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The conversations that reps owe to participants. */
@Service
public class Visits {

  private final JdbcClient db;
  private final Clock clock;
  private final VisitCandidates candidates;
  private final VisitOpenings openings;
  private final VisitSkips skips;
  private final VisitQueue queue;
  private final VisitReports reports;

  Visits(
      JdbcClient db,
      Clock clock,
      VisitCandidates candidates,
      VisitOpenings openings,
      VisitSkips skips,
      VisitQueue queue,
      VisitReports reports) {
    this.db = db;
    this.clock = clock;
    this.candidates = candidates;
    this.openings = openings;
    this.skips = skips;
    this.queue = queue;
    this.reports = reports;
  }

  /**
   * A participant to be visited, with what a priority decision needs.
   *
   * @param owner the contact's own rep, or null
   * @param companySize number of people, or null
   * @param daysSinceConversation or null if there was none
   * @param visitedAt when the last visit was opened, in whatever run; null if there was none
   */
  public record Candidate(
      long contactId,
      String owner,
      String positionLevel,
      String crmStatus,
      Integer companySize,
      Integer daysSinceConversation,
      Instant visitedAt) {}

  /** How a visit ended. */
  public enum Outcome {
    /** Wants to hear more: stays in the cadence, marked {@code visit=interested}. */
    INTERESTED,
    /** Not now: stays in the cadence, marked {@code visit=later}. */
    LATER,
    /** Refused for good, as the rep confirms: no SOP touches the contact again. */
    REFUSED,
    /** Not the person we were looking for: leaves the run. */
    WRONG_PERSON,
    /** Became an opportunity: leaves the run. */
    CONVERTED,
    /** Counts as an attempt; the visit stays open until {@link Visits#giveUp}. */
    NO_ANSWER,
    /** Asked to connect, and did. */
    ADDED,
    /** Asked to connect, and did not, so far. */
    NOT_ACCEPTED,
    /** Not there to be asked to connect. */
    NOT_FOUND
  }

  /**
   * What a rep says of a visit; lengths are checked.
   *
   * @param channel by which they talked, null only for NO_ANSWER; also one that the contact had
   *     refused, because the history tells what happened
   * @param note or null
   * @param learned what the rep learned of the contact
   * @param topics what the feedback was about, as words of a form; 1 to 40 characters each
   * @param answer what the rep writes back to a contact who wrote, to be sent by the channel of
   *     their letter; null if they talked
   */
  public record Report(
      Outcome outcome,
      Channel channel,
      String note,
      Correction learned,
      Set<String> topics,
      String answer) {

    /** Without an answer in writing. */
    public Report(
        Outcome outcome, Channel channel, String note, Correction learned, Set<String> topics) {
      this(outcome, channel, note, learned, topics, null);
    }

    /** Without feedback on a topic. */
    public Report(Outcome outcome, Channel channel, String note, Correction learned) {
      this(outcome, channel, note, learned, Set.of());
    }
  }

  /**
   * A visit to be opened.
   *
   * @param wording the content piece that helps the rep, or null
   */
  public record Opening(Candidate contact, int priority, String wording, Instant dueAt) {

    /** Whose turn it is: who was visited the longest ago or never, then who matters most. */
    public static final Comparator<Opening> TURN =
        Comparator.<Opening, Instant>comparing(
                one -> one.contact().visitedAt(), nullsFirst(naturalOrder()))
            .thenComparing(Opening::priority, reverseOrder())
            .thenComparing(one -> one.contact().contactId());
  }

  /**
   * The contacts of a set who have no open visit in this run and are still to be visited in this
   * round. Who can't be reached by any of its ways is none: who refused all, or has no usable
   * address.
   *
   * @param limit as many as this, those whose last visit is the longest ago, or who had none; more
   *     only if several share the last place
   */
  public List<Candidate> candidates(VisitRound round, ContactSet who, int limit) {
    return candidates.find(round, who, limit);
  }

  /** Of visits wanted, the first for whom a rep has room in this round; see {@link #openAll}. */
  public List<Opening> fitting(VisitRound round, List<Opening> inTurn, int atMost) {
    return openings.fitting(round, inTurn, atMost);
  }

  /**
   * Opens a visit; assigned to the contact's owner if that is an active rep, else to the rep with
   * the fewest open visits. A repeated call returns the same visit. For many at once take {@link
   * #openAll}.
   *
   * @param wording the content piece that helps the rep, or null
   */
  @Transactional
  public long open(
      long runId,
      String step,
      int occurrence,
      Candidate contact,
      int priority,
      String wording,
      Instant dueAt) {
    var opening = new Opening(contact, priority, wording, dueAt);
    return openAll(new VisitRound(runId, step, occurrence), List.of(opening)).get(0);
  }

  /**
   * Opens visits, as {@link #open} does, with the reps' loads counted once and along.
   *
   * @return the visits' ids in the order of {@code wanted}
   */
  @Transactional
  public List<Long> openAll(VisitRound round, List<Opening> wanted) {
    return openings.open(round, wanted);
  }

  /**
   * Keeps who of a set is left out of this round because no way of visiting is open, each with the
   * reason, and their count in the ops journal. To be called when the round's visits are opened.
   */
  @Transactional
  public void leaveOut(VisitRound round, ContactSet who, String by) {
    skips.keep(round, who, by);
  }

  /** Remembers whom of a set this round still wants, and returns how many. */
  @Transactional
  public int keepWaiting(VisitRound round, ContactSet who) {
    return queue.keep(round, who);
  }

  /** Ties visits to their processes, whose ids are given by visit. */
  @Transactional
  public void attach(Map<Long, String> processes) {
    openings.attach(processes);
  }

  /**
   * The visit that a process is about; asked by whoever must not believe what a client says.
   *
   * @throws IllegalArgumentException if the process is about none
   */
  public long ofProcess(String processInstanceId) {
    return db.sql("select id from visit where process_instance_id = :process")
        .param("process", processInstanceId)
        .query(Long.class)
        .optional()
        .orElseThrow(() -> new IllegalArgumentException("This task belongs to no visit"));
  }

  /** Who is to make the visit: a user name, or null when no rep is there (open to all reps). */
  public String repOf(long visitId) {
    return find(visitId).map(Visit::rep).orElse(null);
  }

  public Optional<Visit> find(long visitId) {
    return db.sql("select * from visit where id = :id")
        .param("id", visitId)
        .query(Visit::read)
        .optional();
  }

  /**
   * Enters what came of a visit: ledger row, consent, portrait corrections and the participant's
   * state, all in the caller's transaction.
   *
   * @return how many attempts have been made now
   * @throws IllegalArgumentException in plain words, if the report can't be taken
   */
  @Transactional
  public int report(long visitId, Report report, String by) {
    return reports.enter(visitId, report, by);
  }

  /** Gives an open visit another due time, because it has to be tried again. */
  @Transactional
  public void dueAgain(long visitId, Instant dueAt) {
    db.sql("update visit set due_at = :dueAt where id = :id and state = 'OPEN'")
        .param("dueAt", db(dueAt))
        .param("id", visitId)
        .update();
  }

  /**
   * Closes a visit that nobody answered, however often it was tried; a participant who had replied
   * is back in the cadence. Closed ones stay as they are.
   */
  @Transactional
  public void giveUp(long visitId) {
    reports.giveUp(visitId);
  }
}
