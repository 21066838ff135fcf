package dev.sopflow.touch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for due touches each second, with several threads on each node. */
@Component
@ConditionalOnProperty(name = "sopflow.touch.dispatch.enabled", matchIfMissing = true)
class DispatchSchedule implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DispatchSchedule.class);

  private final Dispatcher dispatcher;
  private final ExecutorService workers;
  private final int threads;
  private volatile boolean stopping;

  DispatchSchedule(Dispatcher dispatcher, TouchSettings settings) {
    this.dispatcher = dispatcher;
    this.threads = settings.dispatch().threads();
    this.workers = Executors.newFixedThreadPool(threads);
  }

  @Scheduled(fixedDelay = 1000)
  void dispatch() throws InterruptedException {
    dispatcher.endExpiredLeases();
    var running = Stream.generate(this::start).limit(threads).toList();
    for (var each : running) {
      await(each);
    }
  }

  private Future<?> start() {
    return workers.submit(
        () -> {
          while (!stopping && dispatcher.dispatchBatch()) {}
        });
  }

  private static void await(Future<?> running) throws InterruptedException {
    try {
      running.get();
    } catch (ExecutionException e) {
      LOG.error("Dispatching failed; it is tried again in a second", e.getCause());
    }
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
