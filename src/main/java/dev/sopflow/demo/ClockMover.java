package dev.sopflow.demo;

import dev.sopflow.engine.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * The clock that ops can move. Between moves it runs on with the machine's, and what comes due is
 * done each second. One move at a time; it works in the background.
 */
@Service
@Profile("demo")
public class ClockMover implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(ClockMover.class);

  /** How far to go. */
  public enum Move {
    NEXT,
    DAY,
    WEEK
  }

  /**
   * @param now the house's time
   * @param target where the clock is on its way to, or null when it only runs on
   * @param failed whether the last move met a step that failed
   */
  public record State(Instant now, Instant target, boolean failed) {

    public boolean busy() {
      return target != null;
    }
  }

  private final VirtualTime time;
  private final Clock clock;
  private final ExecutorService mover = Executors.newSingleThreadExecutor(ClockMover::daemon);
  private Instant target;
  private boolean failed;

  ClockMover(VirtualTime time, Clock clock) {
    this.time = time;
    this.clock = clock;
  }

  public synchronized State state() {
    return new State(clock.instant(), target, failed);
  }

  /**
   * Starts on its way, unless it already is.
   *
   * @return false if nothing waits to come due
   */
  public synchronized boolean move(Move move) {
    if (target != null) {
      return true;
    }
    var goal = goalOf(move);
    goal.ifPresent(this::start);
    return goal.isPresent();
  }

  private Optional<Instant> goalOf(Move move) {
    return switch (move) {
      case NEXT -> time.nextDue();
      case DAY -> Optional.of(clock.instant().plus(Duration.ofDays(1)));
      case WEEK -> Optional.of(clock.instant().plus(Duration.ofDays(7)));
    };
  }

  private void start(Instant goal) {
    target = goal;
    failed = false;
    mover.submit(() -> go(goal));
  }

  private void go(Instant goal) {
    try {
      time.advanceTo(goal);
      arrived(false);
    } catch (RuntimeException broken) {
      LOG.error("A step failed while the demo clock moved", broken);
      arrived(true);
    }
  }

  private synchronized void arrived(boolean broken) {
    target = null;
    failed = broken;
  }

  @Scheduled(fixedDelay = 1000)
  void tick() {
    if (state().busy()) {
      return;
    }
    try {
      time.runDue();
    } catch (RuntimeException broken) {
      LOG.warn("A step failed; it is tried again as its model says", broken);
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "demo-clock");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void destroy() {
    mover.shutdownNow();
  }
}
