package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Which channels stand still because they are set up wrongly; each node finds out by itself. */
@Component
public class ChannelHealth {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelHealth.class);

  /**
   * Why a channel stands still.
   *
   * @param code the provider's words
   * @param until when it is tried again
   */
  public record Stop(String code, Instant until) {}

  private final Map<Channel, Stop> stops = new ConcurrentHashMap<>();
  private final TouchSettings settings;
  private final Clock clock;

  ChannelHealth(TouchSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Empty while the channel works. */
  public Optional<Stop> stopOf(Channel channel) {
    return Optional.ofNullable(stops.get(channel))
        .filter(stop -> stop.until().isAfter(clock.instant()));
  }

  Stop stop(Channel channel, String code) {
    var stop = new Stop(code, clock.instant().plus(settings.dispatch().channelRest()));
    if (stops.put(channel, stop) == null) {
      LOG.error("Channel {} stands still, its set-up was refused: {}", channel, code);
    }
    return stop;
  }

  void works(Channel channel) {
    if (!stops.isEmpty() && stops.remove(channel) != null) {
      LOG.info("Channel {} works again", channel);
    }
  }
}
