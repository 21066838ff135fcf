package dev.sopflow.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A named date of a run.
 *
 * @param zone in which it is meant
 * @param at when it is; of one that is left out, when it would have been
 * @param countedAt what its rule says, if nobody had changed it
 * @param byHand whether a person chose it
 */
public record RunDate(
    DateRule rule,
    boolean isAnchor,
    ZoneId zone,
    Instant at,
    Instant countedAt,
    State state,
    boolean byHand) {

  /** What holds of a date. */
  public enum State {
    PLANNED,
    /** Its own time had passed when it was counted, so it was done at once. */
    AT_ONCE,
    /** Its time had passed when it was counted, so it is left out. */
    DROPPED
  }

  public String name() {
    return rule.name();
  }

  public String label() {
    return rule.label();
  }

  public boolean isDropped() {
    return state == State.DROPPED;
  }

  /** Whether it lies behind, so that nothing can be changed about it. */
  public boolean isPast(Instant now) {
    return !at.isAfter(now);
  }

  /** As its zone's clocks say it. */
  public LocalDateTime local() {
    return local(at);
  }

  /** What its rule says, as its zone's clocks say it. */
  public LocalDateTime countedLocal() {
    return local(countedAt);
  }

  private LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES);
  }

  /** The day that it falls on in its zone. */
  public LocalDate day() {
    return local().toLocalDate();
  }

  RunDate at(Instant when, State as, boolean chosen) {
    return new RunDate(rule, isAnchor, zone, when, countedAt, as, chosen);
  }
}
