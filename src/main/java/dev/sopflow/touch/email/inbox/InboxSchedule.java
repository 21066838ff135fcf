package dev.sopflow.touch.email.inbox;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Looks into the mailbox every few seconds; less often while that fails. */
class InboxSchedule implements SmartInitializingSingleton, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(InboxSchedule.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1);
  private final InboxReader reader;
  private final Duration poll;
  private Duration pause;

  InboxSchedule(InboxReader reader, Duration poll) {
    this.reader = reader;
    this.poll = poll;
    this.pause = poll;
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void afterSingletonsInstantiated() {
    worker.schedule(this::look, poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    pause = isRead() ? poll : longer(pause);
    if (!worker.isShutdown()) {
      worker.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean isRead() {
    try {
      return reader.look();
    } catch (RuntimeException e) {
      LOG.error("Looking into the mailbox failed; it is tried again", e);
      return false;
    }
  }

  static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** Lets the mail in hand come to its end. */
  @Override
  public void destroy() throws InterruptedException {
    worker.shutdown();
    if (worker.awaitTermination(1, TimeUnit.MINUTES)) {
      reader.close();
    }
  }
}
