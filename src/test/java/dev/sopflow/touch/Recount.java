package dev.sopflow.touch;

import dev.sopflow.insight.Effect;
import dev.sopflow.insight.Tally;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the whole ledger anew, one touch after the other, as plainly as can be. */
final class Recount {

  private record Row(
      long id,
      long run,
      long contact,
      String state,
      String reason,
      Instant doneAt,
      List<String> key) {}

  private record Event(String kind, Instant at) {}

  private record Talk(String outcome, Instant at) {}

  private final List<Row> touches;
  private final Map<Long, List<Event>> events = new HashMap<>();
  private final Map<String, Talk> talks = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();

  Recount(JdbcClient db) {
    touches = db.sql("select * from touch").query((row, n) -> row(row)).list();
    db.sql("select * from touch_event")
        .query(
            row -> {
              events
                  .computeIfAbsent(row.getLong("touch_id"), id -> new ArrayList<>())
                  .add(new Event(row.getString("kind"), DbTime.instant(row, "at")));
            });
    db.sql("select * from visit where state = 'DONE'")
        .query(
            row -> {
              talks.put(
                  name(row), new Talk(row.getString("outcome"), DbTime.instant(row, "closed_at")));
            });
  }

  private Row row(ResultSet row) throws SQLException {
    var done = DbTime.instant(row, "done_at");
    names.put(row.getLong("id"), row.getString("purpose").equals("VISIT") ? name(row) : "");
    return new Row(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getLong("contact_id"),
        row.getString("state"),
        row.getString("reason"),
        done,
        List.of(
            row.getString("run_id"),
            row.getString("step"),
            row.getString("occurrence"),
            "" + row.getLong("content_version_id"),
            row.getString("channel"),
            row.getString("purpose"),
            known(row.getString("reader_stage"), ""),
            known(row.getString("reader_level"), ""),
            known(row.getString("reader_hour"), "-1"),
            done == null ? "" : done.atOffset(ZoneOffset.UTC).toLocalDate().toString()));
  }

  private static String known(String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static String name(ResultSet row) throws SQLException {
    return row.getLong("run_id")
        + row.getString("step")
        + row.getInt("occurrence")
        + "/"
        + row.getLong("contact_id");
  }

  /** By all that is told apart. */
  Map<List<String>, Tally> tallies() {
    var counts = new TreeMap<List<String>, Map<Effect, Integer>>(Recount::compare);
    for (var touch : touches) {
      for (var effect : timesOf(touch).keySet()) {
        counts
            .computeIfAbsent(touch.key(), key -> new EnumMap<>(Effect.class))
            .merge(effect, 1, Integer::sum);
      }
    }
    var tallies = new HashMap<List<String>, Tally>();
    counts.forEach((key, count) -> tallies.put(key, new Tally(count)));
    return tallies;
  }

  private static int compare(List<String> one, List<String> other) {
    return one.toString().compareTo(other.toString());
  }

  /** How many contacts of a run came to something since then. */
  int readers(long run, Effect effect, Instant since) {
    return (int)
        touches.stream()
            .filter(touch -> touch.run() == run && happenedSince(touch, effect, since))
            .map(Row::contact)
            .distinct()
            .count();
  }

  private boolean happenedSince(Row touch, Effect effect, Instant since) {
    return timesOf(touch).getOrDefault(effect, List.of()).stream()
        .anyMatch(at -> !at.isBefore(since));
  }

  private Map<Effect, List<Instant>> timesOf(Row touch) {
    var times = new EnumMap<Effect, List<Instant>>(Effect.class);
    if (touch.state().equals("FAILED") && "PROVIDER_REFUSED".equals(touch.reason())) {
      times.put(Effect.TRIED, List.of(touch.doneAt()));
      times.put(Effect.UNREACHABLE, List.of(touch.doneAt()));
    }
    if (touch.state().equals("SENT")) {
      times.put(Effect.TRIED, List.of(touch.doneAt()));
      times.put(Effect.SENT, List.of(touch.doneAt()));
      add(times, touch, Effect.DELIVERED, "DELIVERED", "OPENED", "CLICKED", "REPLIED", "CONVERTED");
      add(times, touch, Effect.OPENED, "OPENED", "CLICKED");
      add(times, touch, Effect.CLICKED, "CLICKED");
      add(times, touch, Effect.REPLIED, "REPLIED");
      add(times, touch, Effect.ENGAGED, "CLICKED", "REPLIED", "CONVERTED");
      add(times, touch, Effect.CONVERTED, "CONVERTED");
      add(times, touch, Effect.REFUSED, "REFUSED", "COMPLAINED");
      add(times, touch, Effect.UNREACHABLE, "BOUNCED");
      times.values().removeIf(List::isEmpty);
    }
    return times;
  }

  private void add(Map<Effect, List<Instant>> times, Row touch, Effect effect, String... kinds) {
    var at = new ArrayList<Instant>();
    Predicate<Event> counts = event -> Set.of(kinds).contains(event.kind());
    events.getOrDefault(touch.id(), List.of()).stream()
        .filter(counts)
        .forEach(event -> at.add(event.at()));
    var talk = talks.get(names.get(touch.id()));
    if (talk != null
        && Set.of(kinds).contains("REPLIED")
        && Set.of("INTERESTED", "LATER", "CONVERTED").contains(talk.outcome())) {
      at.add(talk.at());
    }
    times.put(effect, at);
  }
}
