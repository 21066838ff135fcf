package dev.sopflow.crm;

import java.lang.management.ManagementFactory;
import org.springframework.stereotype.Component;

/**
 * Tells other systems what is due. Delivery promise: at least once, each time under the same id;
 * what happened to one contact in its order, as long as nothing of it failed for good.
 */
@Component
class WebhookDispatcher {

  private final Deliveries deliveries;
  private final WebhookCalls calls;
  private final EndpointHealth health;
  private final Retries retries;
  private volatile boolean stopping;

  WebhookDispatcher(
      Deliveries deliveries, WebhookCalls calls, EndpointHealth health, Retries retries) {
    this.deliveries = deliveries;
    this.calls = calls;
    this.health = health;
    this.retries = retries;
  }

  /**
   * Works on one batch of an endpoint; safe in many threads and on every node at once.
   *
   * @return how many it took; 0 if nothing is due, or the endpoint is left alone now
   */
  int deliverBatch(Endpoint endpoint) {
    if (stopping || !health.mayCall(endpoint)) {
      return 0;
    }
    deliveries.endExpired(endpoint.name());
    var by = nodeAndThread();
    var batch = deliveries.claim(endpoint.name(), by);
    var last = Answer.of(Answer.Kind.TAKEN);
    var taken = false;
    for (var delivery : batch) {
      if (stopping || last.kind().endsCalls()) {
        deliveries.putBack(delivery, by);
      } else {
        last = deliver(endpoint, delivery, by);
        taken = taken || last.kind() == Answer.Kind.TAKEN;
      }
    }
    if (!batch.isEmpty()) {
      health.note(endpoint, last, taken);
    }
    return batch.size();
  }

  private Answer deliver(Endpoint endpoint, Delivery delivery, String by) {
    var answer = calls.tell(endpoint, delivery);
    switch (answer.kind()) {
      case TAKEN -> deliveries.arrived(delivery, answer);
      case GONE -> deliveries.putBack(delivery, by);
      default -> tryAgain(delivery, by, answer);
    }
    return answer;
  }

  private void tryAgain(Delivery delivery, String by, Answer answer) {
    retries
        .next(delivery, answer)
        .ifPresentOrElse(
            at -> deliveries.again(delivery, by, answer, at),
            () -> deliveries.failed(delivery, by, answer));
  }

  private static String nodeAndThread() {
    var name =
        ManagementFactory.getRuntimeMXBean().getName() + "/" + Thread.currentThread().getId();
    return name.length() <= 64 ? name : name.substring(name.length() - 64);
  }

  /** Ends soon: what was not tried yet goes back. */
  void stop() {
    stopping = true;
  }
}
