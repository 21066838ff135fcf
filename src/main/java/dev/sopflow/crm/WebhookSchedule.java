package dev.sopflow.crm;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks each second for what is due, with threads of its own for each endpoint. */
@Component
@ConditionalOnProperty(name = "sopflow.webhook-delivery.enabled", matchIfMissing = true)
class WebhookSchedule implements SmartInitializingSingleton, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSchedule.class);

  private final WebhookDispatcher dispatcher;
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final WebhookSettings.Delivery settings;
  private final Clock clock;
  private final ScheduledExecutorService workers;

  WebhookSchedule(
      WebhookDispatcher dispatcher,
      Endpoints endpoints,
      Deliveries deliveries,
      WebhookSettings settings,
      Clock clock) {
    this.dispatcher = dispatcher;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.settings = settings.webhookDelivery();
    this.clock = clock;
    this.workers =
        Executors.newScheduledThreadPool(endpoints.all().size() * this.settings.threads());
  }

  @Override
  public void afterSingletonsInstantiated() {
    for (var endpoint : endpoints.all()) {
      for (var i = 0; i < settings.threads(); i++) {
        workers.scheduleWithFixedDelay(() -> deliver(endpoint), 1, 1, TimeUnit.SECONDS);
      }
    }
  }

  private void deliver(Endpoint endpoint) {
    try {
      while (dispatcher.deliverBatch(endpoint) > 0) {}
    } catch (RuntimeException e) {
      LOG.error("Telling {} failed; it is tried again in a second", endpoint.name(), e);
    }
  }

  /** What arrived long ago is of no more use. */
  @Scheduled(cron = "${sopflow.webhook-delivery.cleanup:0 20 3 * * *}")
  void forget() {
    deliveries.forgetArrivedBefore(clock.instant().minus(settings.keep()));
  }

  /** Lets the calls that are on their way come to an end. */
  @Override
  public void destroy() throws InterruptedException {
    dispatcher.stop();
    workers.shutdown();
    workers.awaitTermination(1, TimeUnit.MINUTES);
  }
}
