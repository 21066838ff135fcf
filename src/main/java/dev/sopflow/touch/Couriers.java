package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who carries each channel: a provider's courier where one is set up, the sandbox elsewhere. */
@Component
public class Couriers {

  /** The channels by which messages go out without a person. */
  static final List<Channel> SENDABLE = List.of(Channel.EMAIL, Channel.SMS);

  private final Map<Channel, Courier> byChannel = new EnumMap<>(Channel.class);

  Couriers(List<Courier> providers, JdbcClient db, Clock clock) {
    SENDABLE.forEach(channel -> byChannel.put(channel, new SandboxCourier(channel, db, clock)));
    providers.forEach(courier -> byChannel.put(courier.channel(), courier));
  }

  /** The channels whose messages stay on this machine because no provider is set up. */
  public List<Channel> sandboxed() {
    return SENDABLE.stream().filter(c -> byChannel.get(c) instanceof SandboxCourier).toList();
  }

  /** Null where a channel needs a person. */
  Courier of(Channel channel) {
    return byChannel.get(channel);
  }
}
