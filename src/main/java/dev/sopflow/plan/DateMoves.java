package dev.sopflow.plan;

import dev.sopflow.journal.OpsJournal;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunResumed;
import dev.sopflow.run.RunState;
import dev.sopflow.run.Runs;
import dev.sopflow.run.VisitDates;
import dev.sopflow.run.WrongState;
import dev.sopflow.touch.Touches;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes dates of runs that go on, with all that hangs on them: the journal, the run's processes,
 * open visits, and what waits to be sent. A date that has passed stays, so nothing that is done is
 * repeated; one that was left out comes back with its anchor, as long as the run has not gone past
 * it.
 */
@Service
public class DateMoves {

  private final RunDates dates;
  private final Runs runs;
  private final Planning planning;
  private final Counting counting;
  private final PlanEngine engine;
  private final Touches touches;
  private final VisitDates visits;
  private final OpsJournal journal;

  DateMoves(
      RunDates dates,
      Runs runs,
      Planning planning,
      Counting counting,
      PlanEngine engine,
      Touches touches,
      VisitDates visits,
      OpsJournal journal) {
    this.dates = dates;
    this.runs = runs;
    this.planning = planning;
    this.counting = counting;
    this.engine = engine;
    this.touches = touches;
    this.visits = visits;
    this.journal = journal;
  }

  /** A date before and after. */
  private record Change(RunDate from, RunDate to) {}

  /**
   * Moves a date. With the anchor, all that have not passed move: counted anew, or, if a person
   * chose them, by as many days.
   *
   * @param at a text such as {@code 2026-03-20T14:00}, in the date's zone unless it says another
   * @throws UnknownDate if the run has none with this name
   * @throws WrongState if the run is over
   * @throws IllegalArgumentException in plain words, if the date has passed or was left out, or the
   *     new one can't be read or has passed
   */
  @Transactional
  public void move(long runId, String name, String at, String by) {
    var run = open(runId);
    var date = changeable(dates.get(runId, name));
    var to = planning.ahead(Moments.read(at, date.zone()), date.zone()).toInstant();
    if (to.equals(date.at())) {
      return;
    }
    var changes = date.isAnchor() ? all(runId, date, to) : List.of(byHand(date, to));
    changes.forEach(change -> write(runId, change, by));
    if (date.isAnchor()) {
      engine.moveAnchor(runId, date.at(), to);
    }
    follow(runId, moved(changes));
    if (date.isAnchor()) {
      tell(run);
    }
  }

  private Run open(long runId) {
    var run = runs.lock(runId);
    if (!run.isOpen()) {
      throw new WrongState(run, "only dates of a running or paused one can be moved");
    }
    if (run.calledOffBy() != null) {
      throw new WrongState(run, "but it was called off, so its dates stay");
    }
    return run;
  }

  private RunDate changeable(RunDate date) {
    if (date.isDropped()) {
      throw new IllegalArgumentException(
          "“%s” was left out and can't be brought back".formatted(date.label()));
    }
    if (date.isPast(planning.now())) {
      throw new IllegalArgumentException(
          "“%s” has passed already and stays as it is".formatted(date.label()));
    }
    return date;
  }

  private static Change byHand(RunDate date, Instant to) {
    return new Change(date, date.at(to, RunDate.State.PLANNED, true));
  }

  private List<Change> all(long runId, RunDate anchor, Instant to) {
    var from = anchor.at().atZone(anchor.zone());
    var now = planning.now();
    var all = dates.of(runId);
    var passed = all.stream().anyMatch(RunDate::isDropped) ? engine.passed(runId) : Set.of();
    return all.stream()
        .filter(date -> date.isDropped() ? !passed.contains(date.name()) : !date.isPast(now))
        .map(date -> new Change(date, counting.follow(date, from, to.atZone(anchor.zone()), now)))
        .filter(change -> !change.to().equals(change.from()))
        .filter(change -> !change.from().isDropped() || !change.to().isDropped())
        .toList();
  }

  private void write(long runId, Change change, String by) {
    var to = change.to();
    dates.update(runId, to);
    if (to.state() != RunDate.State.PLANNED) {
      var counted = Planning.said(to.countedAt().atZone(to.zone()));
      journal.write(runId, by, "journal.plan." + to.state(), to.label(), counted);
    } else if (change.from().isDropped()) {
      journal.write(runId, by, "journal.plan.back", to.label(), said(to));
    } else {
      journal.write(runId, by, "journal.plan.moved", to.label(), said(change.from()), said(to));
    }
    if (!journal.redLetterMoved(runId, to.name(), to.isDropped() ? null : to.day())) {
      journal.redLetter(runId, by, to.name(), to.label(), to.day());
    }
  }

  /** From old dates to new ones; nothing hangs on one that was left out. */
  private static Map<Instant, Instant> moved(List<Change> changes) {
    return changes.stream()
        .filter(change -> !change.from().isDropped())
        .collect(
            Collectors.toMap(
                change -> change.from().at(),
                change -> change.to().at(),
                (one, other) -> one.isBefore(other) ? one : other));
  }

  private void follow(long runId, Map<Instant, Instant> moved) {
    touches.followDates(runId, moved);
    visits.follow(runId, moved);
    engine.follow(runId, moved);
  }

  private static String said(RunDate date) {
    return Planning.said(date.at().atZone(date.zone()));
  }

  /** A process that stands still hears of it when it goes on. */
  private void tell(Run run) {
    if (run.state() == RunState.PAUSED) {
      dates.untold(run.id(), true);
    } else {
      engine.tellMoved(run.id());
    }
  }

  @EventListener
  void resumed(RunResumed event) {
    if (dates.isUntold(event.runId())) {
      dates.untold(event.runId(), false);
      engine.tellMoved(event.runId());
    }
  }
}
