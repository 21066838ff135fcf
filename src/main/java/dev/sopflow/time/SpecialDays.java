package dev.sopflow.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The days of {@code time/days.csv}: holidays and make-up working days that a region decrees. */
final class SpecialDays {

  private record Key(String region, LocalDate day) {}

  private final Map<Key, Boolean> worked = new HashMap<>();

  private SpecialDays() {}

  static SpecialDays read(String resource) {
    var days = new SpecialDays();
    try (var in = SpecialDays.class.getResourceAsStream(resource);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(days::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return days;
  }

  private void add(String line) {
    var cells = line.split(",", 5);
    var last = LocalDate.parse(cells[2]);
    LocalDate.parse(cells[1])
        .datesUntil(last.plusDays(1))
        .forEach(day -> worked.put(new Key(cells[0], day), cells[3].equals("work")));
  }

  /** Whether the region decreed that the day is worked, or is off; null where it said nothing. */
  Boolean isWorked(String region, LocalDate day) {
    return worked.get(new Key(region, day));
  }
}
