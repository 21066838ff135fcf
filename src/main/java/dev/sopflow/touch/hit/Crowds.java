package dev.sopflow.touch.hit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many readers were behind a network at about a time; asked once for each few seconds. */
class Crowds {

  private static final int SLOT_SECONDS = 5;

  private record Slot(String network, long number) {}

  private final Map<Slot, Integer> known = new HashMap<>();
  private final JdbcClient db;

  Crowds(JdbcClient db) {
    this.db = db;
  }

  /** 0 where it was not learnt. */
  int of(Hit hit) {
    return known.getOrDefault(slot(hit), 0);
  }

  private static Slot slot(Hit hit) {
    return new Slot(hit.by().network(), Math.floorDiv(hit.at().getEpochSecond(), SLOT_SECONDS));
  }

  /** The slots themselves, and one more on both sides of each. */
  void learn(List<Hit> hits) {
    var slots =
        hits.stream()
            .filter(hit -> !hit.judged() && !hit.by().network().isEmpty())
            .map(Crowds::slot)
            .filter(slot -> !known.containsKey(slot))
            .distinct()
            .toList();
    if (slots.isEmpty()) {
      return;
    }
    db.sql(
            """
            select x.network, x.slot, count(distinct t.contact_id) as readers
            from unnest(cast(:networks as varchar(50) array), cast(:slots as bigint array),
              cast(:begins as varchar(40) array), cast(:ends as varchar(40) array))
              as x(network, slot, begins, ends)
            join touch_hit h on h.network = x.network
              and h.at >= cast(x.begins as timestamp(6) with time zone)
              and h.at < cast(x.ends as timestamp(6) with time zone)
            join touch t on t.id = h.touch_id
            group by x.network, x.slot
            """)
        .param("networks", slots.stream().map(Slot::network).toArray(String[]::new))
        .param("slots", slots.stream().map(Slot::number).toArray(Long[]::new))
        .param(
            "begins", slots.stream().map(slot -> begin(slot.number() - 1)).toArray(String[]::new))
        .param("ends", slots.stream().map(slot -> begin(slot.number() + 2)).toArray(String[]::new))
        .query(
            row -> {
              known.put(
                  new Slot(row.getString("network"), row.getLong("slot")), row.getInt("readers"));
            });
  }

  private static String begin(long slot) {
    return Instant.ofEpochSecond(slot * SLOT_SECONDS).toString();
  }
}
