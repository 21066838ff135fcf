package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Looks for due touches each second, with several threads for each channel on each node. None waits
 * for another: a provider that hangs holds up neither the other channel nor the end of leases.
 */
@Component
@ConditionalOnProperty(name = "sopflow.touch.dispatch.enabled", matchIfMissing = true)
class DispatchSchedule implements SmartInitializingSingleton, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DispatchSchedule.class);
  private static final int PAUSE_SECONDS = 1;

  private final Dispatcher dispatcher;
  private final ScheduledExecutorService workers;
  private final int threads;
  private volatile boolean stopping;

  DispatchSchedule(Dispatcher dispatcher, TouchSettings settings) {
    this.dispatcher = dispatcher;
    this.threads = settings.dispatch().threads();
    this.workers = Executors.newScheduledThreadPool(2 + threads * Couriers.SENDABLE.size());
  }

  @Override
  public void afterSingletonsInstantiated() {
    each(dispatcher::endExpiredLeases);
    each(dispatcher::fallBack);
    for (var channel : Couriers.SENDABLE) {
      for (var i = 0; i < threads; i++) {
        each(() -> dispatch(channel));
      }
    }
  }

  private void each(Runnable work) {
    workers.scheduleWithFixedDelay(
        () -> guarded(work), PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Dispatching failed; it is tried again in a second", e);
    }
  }

  private void dispatch(Channel channel) {
    while (!stopping && dispatcher.dispatchBatch(channel)) {}
  }

  /** Lets the calls that are on their way come to an end. */
  @Override
  public void destroy() throws InterruptedException {
    stopping = true;
    dispatcher.stop();
    workers.shutdown();
    workers.awaitTermination(1, TimeUnit.MINUTES);
  }
}
