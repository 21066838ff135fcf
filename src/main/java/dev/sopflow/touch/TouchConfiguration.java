package dev.sopflow.touch;

import dev.sopflow.contact.Consents;
import dev.sopflow.time.Zones;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the dispatcher together. */
@Configuration
class TouchConfiguration {

  @Bean
  Claiming.Ports gatePorts(
      SendWindows windows,
      FrequencyCaps caps,
      Zones zones,
      MessageIds messageIds,
      ChannelHealth health) {
    return new Claiming.Ports(windows, caps, zones, messageIds, health);
  }

  @Bean
  Claiming claiming(
      Claims claims,
      FactReader reader,
      Gate gate,
      Claiming.Ports ports,
      TransactionTemplate transactions,
      Clock clock) {
    return new Claiming(claims, reader, gate, ports, transactions, clock);
  }

  @Bean
  Delivery.Parts deliveryParts(
      Claims claims,
      Letters letters,
      Endings endings,
      Results results,
      Consents consents,
      Couriers couriers,
      ChannelHealth health,
      TouchSettings settings) {
    return new Delivery.Parts(
        claims, letters, endings, results, consents, couriers, health, settings);
  }

  @Bean
  Delivery delivery(Delivery.Parts parts, Clock clock) {
    return new Delivery(parts, clock);
  }
}
