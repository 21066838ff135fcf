package dev.sopflow.touch.email.inbox;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks into the mailbox as soon as the server tells of new mail, or every few seconds where it
 * does not; less often while that fails. A server that tells is asked all the same, the more rarely
 * the longer nothing came: some forget to tell of what comes in the moment before the wait.
 */
class InboxSchedule implements SmartInitializingSingleton, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(InboxSchedule.class);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int PATIENCE_SECONDS = 60;

  /** One looks and waits, the other ends the wait. */
  private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(2);

  private final InboxReader reader;
  private final Duration poll;
  private final Duration longestWait;
  private Duration pause;
  private Duration wait;

  InboxSchedule(InboxReader reader, InboxSettings settings) {
    this.reader = reader;
    this.poll = settings.poll();
    this.longestWait = settings.longestWait();
    this.pause = poll;
    this.wait = poll;
    workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    workers.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void afterSingletonsInstantiated() {
    after(poll, this::look);
  }

  private ScheduledFuture<?> after(Duration pause, Runnable work) {
    return workers.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    var isRead = isRead();
    pause = isRead ? poll : longer(pause, LONGEST_PAUSE);
    var next = isRead && isTold() ? Duration.ZERO : pause;
    try {
      after(next, this::look);
    } catch (RejectedExecutionException e) {
      // the house shuts down
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

  private boolean isTold() {
    ScheduledFuture<?> alarm;
    wait = longer(reader.tookSome() ? poll.dividedBy(2) : wait, longestWait);
    try {
      alarm = after(wait, reader::wake);
    } catch (RejectedExecutionException e) {
      return false;
    }
    try {
      return reader.awaitNews();
    } finally {
      alarm.cancel(false);
    }
  }

  static Duration longer(Duration pause, Duration longest) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(longest) < 0 ? twice : longest;
  }

  /** Lets the mail in hand come to its end. */
  @Override
  public void destroy() throws InterruptedException {
    workers.shutdown();
    for (var i = 0; i < PATIENCE_SECONDS * 10 && !workers.isTerminated(); i++) {
      // a wait may be about to begin, so once is not enough
      reader.wake();
      workers.awaitTermination(100, TimeUnit.MILLISECONDS);
    }
    if (workers.isTerminated()) {
      reader.close();
    }
  }
}
