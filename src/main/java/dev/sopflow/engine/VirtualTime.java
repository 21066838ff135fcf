package dev.sopflow.engine;

import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Dispatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Drives the house through time that is ours to move: due jobs, due touches, the next due instant.
 * The demo moves by it, and so do the tests; exists only where the clock is a {@code VirtualClock}.
 */
@Component
@Lazy
public class VirtualTime {

  /** More work than this at one instant is a loop in a model. */
  private static final int MOST_JOBS = 200_000;

  private static final int PAGE = 200;

  /** More than the engine has jobs of its own, so that one look mostly finds the next of ours. */
  private static final int FEW = 5;

  /** How often a waiting touch is looked for: fine enough for any send window. */
  private static final Duration TOUCH_TICK = Duration.ofMinutes(15);

  private final VirtualClock clock;
  private final ManagementService jobs;
  private final Dispatcher dispatcher;
  private final Unchecked unchecked;
  private final HousePlugin engine;

  VirtualTime(
      VirtualClock clock,
      ManagementService jobs,
      Dispatcher dispatcher,
      Unchecked unchecked,
      HousePlugin engine) {
    this.clock = clock;
    this.jobs = jobs;
    this.dispatcher = dispatcher;
    this.unchecked = unchecked;
    this.engine = engine;
  }

  /**
   * Runs what is due now, jobs and touches, until nothing is.
   *
   * @throws RuntimeException what a job threw; it is tried again later, as its model says
   * @throws IllegalStateException if it never becomes quiet, because a model loops
   */
  public synchronized void runDue() {
    unchecked.run(this::untilQuiet);
  }

  /** The next instant at which something comes due, if anything waits. */
  public Optional<Instant> nextDue() {
    return unchecked.call(
        () ->
            Stream.concat(nextJob().stream(), dispatcher.nextDue().stream())
                .min(Instant::compareTo));
  }

  /** Goes from due instant to due instant up to {@code target}, running what is due at each. */
  public synchronized void advanceTo(Instant target) {
    unchecked.run(() -> goTo(target));
  }

  private void goTo(Instant target) {
    untilQuiet();
    for (var next = nextStop();
        next.isPresent() && !next.get().isAfter(target);
        next = nextStop()) {
      clock.moveTo(next.get());
      untilQuiet();
    }
    clock.moveTo(target);
    untilQuiet();
  }

  /** Always later than now: what is still due after a quiet moment waits for something else. */
  private Optional<Instant> nextStop() {
    var touch = dispatcher.nextDue().map(VirtualTime::onTick);
    return Stream.concat(nextJob().stream(), touch.stream())
        .map(due -> due.isAfter(clock.instant()) ? due : clock.instant().plus(TOUCH_TICK))
        .min(Instant::compareTo);
  }

  private static Instant onTick(Instant due) {
    var tick = TOUCH_TICK.toMillis();
    return Instant.ofEpochMilli((due.toEpochMilli() + tick - 1) / tick * tick);
  }

  private void untilQuiet() {
    engine.tieClock();
    var left = MOST_JOBS;
    int done;
    do {
      done = runJobs() + dispatcher.dispatchDue();
      left -= done;
      if (left < 0) {
        throw new IllegalStateException(
            "Still busy at %s after %d pieces of work: a model loops without waiting"
                .formatted(clock.instant(), MOST_JOBS));
      }
    } while (done > 0);
  }

  private int runJobs() {
    var due =
        inOrder(jobs.createJobQuery().duedateLowerThan(justAfterNow())).listPage(0, PAGE).stream()
            .filter(VirtualTime::isOfProcess)
            .toList();
    due.stream().limit(1).forEach(this::execute);
    due.stream().skip(1).filter(this::isStillThere).forEach(this::execute);
    return due.size();
  }

  private void execute(Job job) {
    jobs.executeJob(job.getId());
  }

  /** An earlier job of the same page may have ended this one. */
  private boolean isStillThere(Job job) {
    return jobs.createJobQuery().jobId(job.getId()).count() > 0;
  }

  private Optional<Instant> nextJob() {
    var first = 0;
    List<Job> page;
    do {
      page = inOrder(jobs.createJobQuery()).listPage(first, FEW);
      var next = page.stream().filter(VirtualTime::isOfProcess).findFirst();
      if (next.isPresent()) {
        return next.map(job -> job.getDuedate().toInstant());
      }
      first += FEW;
    } while (page.size() == FEW);
    return Optional.empty();
  }

  private static JobQuery inOrder(JobQuery query) {
    return query.active().withRetriesLeft().orderByJobDuedate().asc();
  }

  /** The engine's own housekeeping belongs to no process. */
  private static boolean isOfProcess(Job job) {
    return job.getProcessInstanceId() != null;
  }

  private Date justAfterNow() {
    return Date.from(clock.instant().plusMillis(1));
  }
}
