package dev.sopflow.step;

import dev.sopflow.plan.RunDates;
import java.time.Clock;
import java.util.Date;
import org.springframework.stereotype.Component;

/** The dates of a run, as models ask for them: {@code ${plan.of(runId, 'announce')}}. */
@Component("plan")
public class PlanLookup {

  private final RunDates dates;
  private final Clock clock;

  PlanLookup(RunDates dates, Clock clock) {
    this.dates = dates;
    this.clock = clock;
  }

  /**
   * When it is; now for one that was left out, so that nothing waits for it.
   *
   * @throws dev.sopflow.plan.UnknownDate if the run has no date with this name
   */
  public Date of(long runId, String name) {
    var date = dates.get(runId, name);
    return Date.from(date.isDropped() ? clock.instant() : date.at());
  }

  /**
   * Whether it takes place; false for one that was left out because it came too late.
   *
   * @throws dev.sopflow.plan.UnknownDate if the run has no date with this name
   */
  public boolean holds(long runId, String name) {
    return !dates.get(runId, name).isDropped();
  }
}
