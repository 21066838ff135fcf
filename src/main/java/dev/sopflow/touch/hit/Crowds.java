package dev.sopflow.touch.hit;

import static dev.sopflow.time.DbTime.db;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many readers were behind a network at about a time; asked once for each few seconds. */
class Crowds {

  private static final int SLOT_SECONDS = 5;

  /** More hits than that need not be looked at: it is a crowd, or one reader's scanner. */
  private static final int MOST_HITS = 300;

  private record Slot(String network, long number) {}

  private final Map<Slot, Integer> known = new HashMap<>();
  private final JdbcClient db;

  Crowds(JdbcClient db) {
    this.db = db;
  }

  int of(Hit hit) {
    var network = hit.by().network();
    var number = Math.floorDiv(hit.at().getEpochSecond(), SLOT_SECONDS);
    return network.isEmpty() ? 0 : known.computeIfAbsent(new Slot(network, number), this::count);
  }

  /** The slot itself, and one more on both sides. */
  private int count(Slot slot) {
    return db.sql(
            """
            select count(distinct t.contact_id) from (select h.touch_id from touch_hit h
              where h.network = :network and h.at >= :from and h.at < :to
              order by h.at fetch first %d rows only) x
            join touch t on t.id = x.touch_id
            """
                .formatted(MOST_HITS))
        .param("network", slot.network())
        .param("from", db(Instant.ofEpochSecond((slot.number() - 1) * SLOT_SECONDS)))
        .param("to", db(Instant.ofEpochSecond((slot.number() + 2) * SLOT_SECONDS)))
        .query(Integer.class)
        .single();
  }
}
