package dev.sopflow.plan;

import dev.sopflow.journal.OpsJournal;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives runs their dates, and enters them in the ops journal. */
@Service
public class RunPlans {

  private final Planning planning;
  private final RunDates dates;
  private final OpsJournal journal;

  RunPlans(Planning planning, RunDates dates, OpsJournal journal) {
    this.planning = planning;
    this.dates = dates;
    this.journal = journal;
  }

  /**
   * Plans a run's dates, once, in the caller's transaction.
   *
   * @return the dates, in the order of the table
   * @throws IllegalArgumentException in plain words, if the table or a date can't be taken, or the
   *     run has its dates already
   */
  @Transactional
  public List<RunDate> plan(long runId, PlanOrder order, String by) {
    if (!dates.of(runId).isEmpty()) {
      throw new IllegalArgumentException("This run has planned its dates already");
    }
    var planned = planning.plan(order);
    dates.insert(runId, planned);
    enter(runId, planned, by);
    return planned;
  }

  private void enter(long runId, List<RunDate> planned, String by) {
    journal.write(runId, by, "journal.plan.planned", planned.size());
    planned.forEach(date -> enter(runId, date, by));
  }

  private void enter(long runId, RunDate date, String by) {
    if (date.state() != RunDate.State.PLANNED) {
      var counted = Planning.said(date.countedAt().atZone(date.zone()));
      journal.write(runId, by, "journal.plan." + date.state(), date.label(), counted);
    }
    if (!date.isDropped()) {
      journal.redLetter(runId, by, date.name(), date.label(), date.day());
    }
  }
}
