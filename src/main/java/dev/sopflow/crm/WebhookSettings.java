package dev.sopflow.crm;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which systems are told of what customers do, and how.
 *
 * @param webhooks what is written there; {@link Endpoints} checks it
 */
@ConfigurationProperties("sopflow")
record WebhookSettings(@DefaultValue List<Given> webhooks, @DefaultValue Delivery webhookDelivery) {

  /**
   * An address to tell, as it is written.
   *
   * @param secret signs what is sent; never logged
   * @param events words such as {@code contact.replied}
   * @param words whether what a contact wrote is sent along
   */
  record Given(
      String name,
      String url,
      String secret,
      @DefaultValue List<String> events,
      @DefaultValue("false") boolean words) {

    @Override
    public String toString() {
      return "Given[" + name + "]";
    }
  }

  /**
   * @param threads how many calls to each address one node makes at once
   * @param timeout of connecting, and of the whole call
   * @param batch how many one claim takes at most
   * @param lease how long a claim holds at least; longer than a batch of timeouts
   * @param patience how long after its first try an event is tried again
   * @param keep how long what arrived is kept
   */
  record Delivery(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("2") int threads,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("10") int batch,
      @DefaultValue("5m") Duration lease,
      @DefaultValue("3d") Duration patience,
      @DefaultValue("30d") Duration keep) {}
}
