package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.time.SendWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The team's tables as they stand for one batch: each is asked once for each kind of reader. */
final class TableAnswers {

  private record Reader(Channel channel, PositionLevel level) {}

  private final SendWindows windows;
  private final FrequencyCaps caps;
  private final Map<Reader, List<SendWindow>> windowsOf = new HashMap<>();
  private final Map<Channel, List<FrequencyCap>> capsOf = new HashMap<>();

  TableAnswers(SendWindows windows, FrequencyCaps caps) {
    this.windows = windows;
    this.caps = caps;
  }

  List<SendWindow> windows(Channel channel, PositionLevel level) {
    return windowsOf.computeIfAbsent(
        new Reader(channel, level), reader -> windows.of(reader.channel(), reader.level()));
  }

  List<FrequencyCap> caps(Channel channel) {
    return capsOf.computeIfAbsent(channel, caps::of);
  }

  /** How far back the past counts. */
  Duration longestCap() {
    return Arrays.stream(Channel.values())
        .flatMap(channel -> caps(channel).stream())
        .map(FrequencyCap::per)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
