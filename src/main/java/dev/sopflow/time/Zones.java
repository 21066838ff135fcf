package dev.sopflow.time;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** In which time zone a reader lives, as far as we know. */
@Component
public class Zones {

  private final ZoneId defaultZone;
  private final Map<String, String> byRegion = Resources.properties("/time/zones.properties");
  private final Map<String, ZoneId> parsed = new ConcurrentHashMap<>();

  public Zones(@Value("${sopflow.default-zone:UTC}") String defaultZone) {
    this.defaultZone = ZoneId.of(defaultZone);
  }

  /**
   * The reader's own zone, else their region's main one, else the house's.
   *
   * @param zone time zone id, or null; one that can't be read counts as unknown
   * @param region ISO 3166 country, or null
   */
  public ZoneId of(String zone, String region) {
    var own = zone == null ? defaultZone : parsed.computeIfAbsent(zone, this::parse);
    if (zone != null && own != UNKNOWN) {
      return own;
    }
    var main = region == null ? null : byRegion.get(region);
    return main == null ? defaultZone : parsed.computeIfAbsent(main, this::parse);
  }

  /** The zone with this id, or the house's for null or blank; empty if there is no such zone. */
  public Optional<ZoneId> named(String zone) {
    if (zone == null || zone.isBlank()) {
      return Optional.of(defaultZone);
    }
    return Optional.of(parse(zone.strip())).filter(known -> known != UNKNOWN);
  }

  /** ISO 3166 country of which this is the main zone, or null where none is known. */
  public String regionOf(ZoneId zone) {
    return byRegion.entrySet().stream()
        .filter(region -> region.getValue().equals(zone.getId()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static final ZoneId UNKNOWN = ZoneId.of("UTC+00:00");

  private ZoneId parse(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      return UNKNOWN;
    }
  }
}
