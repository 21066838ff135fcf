package dev.sopflow.plan;

import dev.sopflow.journal.OpsJournal;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunResumed;
import dev.sopflow.run.RunState;
import dev.sopflow.run.Runs;
import dev.sopflow.run.WrongState;
import dev.sopflow.touch.Touches;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes dates of runs that go on, with all that hangs on them: the journal, the run's processes,
 * and what waits to be sent. A date that has passed stays, so nothing that is done is repeated.
 */
@Service
public class DateMoves {

  private final RunDates dates;
  private final Runs runs;
  private final Planning planning;
  private final Counting counting;
  private final PlanEngine engine;
  private final Touches touches;
  private final OpsJournal journal;

  DateMoves(
      RunDates dates,
      Runs runs,
      Planning planning,
      Counting counting,
      PlanEngine engine,
      Touches touches,
      OpsJournal journal) {
    this.dates = dates;
    this.runs = runs;
    this.planning = planning;
    this.counting = counting;
    this.engine = engine;
    this.touches = touches;
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
    write(runId, date.isAnchor() ? all(runId, date, to) : List.of(byHand(date, to)), by);
    if (date.isAnchor()) {
      engine.moveAnchor(runId, date.at(), to);
    }
    engine.follow(runId);
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
    return dates.of(runId).stream()
        .filter(date -> !date.isDropped() && !date.isPast(now))
        .map(date -> new Change(date, counting.follow(date, from, to.atZone(anchor.zone()), now)))
        .filter(change -> !change.to().equals(change.from()))
        .toList();
  }

  private void write(long runId, List<Change> changes, String by) {
    var moved = new HashMap<Instant, Instant>();
    for (var change : changes) {
      dates.update(runId, change.to());
      enter(runId, change, by);
      moved.merge(
          change.from().at(), change.to().at(), (one, other) -> one.isBefore(other) ? one : other);
    }
    touches.followDates(runId, moved);
  }

  private void enter(long runId, Change change, String by) {
    var to = change.to();
    if (to.state() == RunDate.State.PLANNED) {
      journal.write(runId, by, "journal.plan.moved", to.label(), said(change.from()), said(to));
    } else {
      var counted = Planning.said(to.countedAt().atZone(to.zone()));
      journal.write(runId, by, "journal.plan." + to.state(), to.label(), counted);
    }
    journal.redLetterMoved(runId, to.name(), to.isDropped() ? null : to.day());
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
