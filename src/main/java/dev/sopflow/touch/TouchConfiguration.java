package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.time.SendWindow;
import dev.sopflow.time.Zones;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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
      Refusals refusals,
      Letters letters,
      Endings endings,
      Results results,
      Consents consents,
      Couriers couriers) {
    return new Delivery.Parts(claims, refusals, letters, endings, results, consents, couriers);
  }

  @Bean
  Delivery delivery(Delivery.Parts parts, Clock clock) {
    return new Delivery(parts, clock);
  }

  /** Until the team's decision tables are there. */
  @Bean
  @ConditionalOnMissingBean
  SendWindows plainWindows() {
    return (channel, level) ->
        level == PositionLevel.BOSS
            ? List.of(new SendWindow(false, LocalTime.of(19, 30), LocalTime.of(21, 30)))
            : List.of(
                new SendWindow(true, LocalTime.of(11, 0), LocalTime.of(12, 0)),
                new SendWindow(true, LocalTime.of(16, 30), LocalTime.of(17, 45)));
  }

  /** Until the team's decision tables are there. */
  @Bean
  @ConditionalOnMissingBean
  FrequencyCaps plainCaps() {
    return channel ->
        List.of(
            new FrequencyCap(Channel.EMAIL, 1, Duration.ofDays(1)),
            new FrequencyCap(null, 3, Duration.ofDays(7)));
  }
}
