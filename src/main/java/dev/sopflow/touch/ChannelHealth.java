package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which channels stand still, because they are set up wrongly or their provider takes nothing at
 * the moment; each node finds out by itself.
 */
@Component
public class ChannelHealth {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelHealth.class);

  /** The first rest of a provider that takes nothing; each further one is twice as long. */
  private static final Duration FIRST_REST = Duration.ofSeconds(30);

  private static final int LONGEST_REST_STEP = 10;

  /**
   * Why a channel stands still.
   *
   * @param code the provider's words
   * @param until when it is tried again
   * @param isFault whether our set-up must be repaired; else it passes
   * @param rests how many have followed each other
   */
  public record Stop(String code, Instant until, boolean isFault, int rests) {}

  private final Map<Channel, Stop> stops = new ConcurrentHashMap<>();
  private final TouchSettings settings;
  private final Clock clock;

  ChannelHealth(TouchSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Empty while the channel works. */
  public Optional<Stop> stopOf(Channel channel) {
    return Optional.ofNullable(stops.get(channel)).filter(this::lasts);
  }

  private boolean lasts(Stop stop) {
    return stop.until().isAfter(clock.instant());
  }

  /** Our set-up is wrong. */
  Stop stop(Channel channel, String code) {
    var stop = new Stop(code, clock.instant().plus(settings.dispatch().channelRest()), true, 0);
    var before = stops.put(channel, stop);
    if (before == null || !before.isFault()) {
      LOG.error("Channel {} stands still, its set-up was refused: {}", channel, code);
    }
    return stop;
  }

  /** The provider takes nothing; those who hear it at the same time make one rest. */
  Stop rest(Channel channel, String code) {
    return stops.compute(
        channel,
        (c, before) -> before != null && lasts(before) ? before : resting(c, before, code));
  }

  private Stop resting(Channel channel, Stop before, String code) {
    var rests = before == null ? 0 : before.rests();
    var longest = settings.dispatch().channelRest();
    var rest = FIRST_REST.multipliedBy(1L << Math.min(rests, LONGEST_REST_STEP));
    var until = clock.instant().plus(rest.compareTo(longest) < 0 ? rest : longest);
    LOG.warn("Channel {} rests until {}: {}", channel, until, code);
    return new Stop(code, until, false, rests + 1);
  }

  void works(Channel channel) {
    if (!stops.isEmpty() && stops.remove(channel) != null) {
      LOG.info("Channel {} works again", channel);
    }
  }
}
