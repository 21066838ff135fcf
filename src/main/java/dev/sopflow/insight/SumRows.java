package dev.sopflow.insight;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.insight.TouchFacts.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what the sums lack. To be called by whoever has the run's turn. */
@Component
class SumRows {

  private static final String MORE =
      "update touch_sum set %s where %s"
          .formatted(effects("%1$s = %1$s + ?", ", "), columns("%s = ?", " and "));

  private static final String NEW =
      "insert into touch_sum (%s, %s) values (%s, %s)"
          .formatted(
              effects("%s", ", "), columns("%s", ", "), effects("?", ", "), columns("?", ", "));

  private static final String READERS =
      """
      merge into reader_sum r
      using (select x.* from unnest(cast(:contacts as bigint array), %s) as x(contact_id, %s)) s
      on r.run_id = :run and r.contact_id = s.contact_id
      when matched then update set %s
      when not matched then insert (run_id, contact_id, %s) values (:run, s.contact_id, %s)
      """
          .formatted(
              effects("cast(:%s as varchar(40) array)", ", "),
              effects("%s", ", "),
              effects(
                  """
                  %1$s_at = case when s.%1$s is null
                    or r.%1$s_at >= cast(s.%1$s as timestamp(6) with time zone) then r.%1$s_at
                    else cast(s.%1$s as timestamp(6) with time zone) end
                  """,
                  ", "),
              effects("%s_at", ", "),
              effects("cast(s.%s as timestamp(6) with time zone)", ", "));

  private final JdbcClient db;
  private final JdbcTemplate jdbc;

  SumRows(JdbcClient db, JdbcTemplate jdbc) {
    this.db = db;
    this.jdbc = jdbc;
  }

  /** Facts of one run, each of another touch. */
  void add(List<Fact> facts) {
    if (!facts.isEmpty()) {
      var missing = Sums.missing(facts);
      addToSums(missing);
      remember(missing);
      addToReaders(facts);
    }
  }

  private void addToSums(List<Fact> missing) {
    var sums = new HashMap<Cell, int[]>();
    for (var fact : missing) {
      var sum = sums.computeIfAbsent(fact.cell(), cell -> new int[Effect.values().length]);
      for (var effect : Effect.values()) {
        sum[effect.ordinal()] += (Sums.missing(fact) & effect.bit()) == 0 ? 0 : 1;
      }
    }
    var params = sums.entrySet().stream().map(sum -> params(sum.getKey(), sum.getValue())).toList();
    var known = jdbc.batchUpdate(MORE, params);
    var unknown = new ArrayList<Object[]>();
    for (var i = 0; i < known.length; i++) {
      if (known[i] == 0) {
        unknown.add(params.get(i));
      }
    }
    jdbc.batchUpdate(NEW, unknown);
  }

  private static Object[] params(Cell cell, int[] sum) {
    var counts = java.util.Arrays.stream(sum).boxed();
    return Stream.concat(counts, cell.values().stream()).toArray();
  }

  private void remember(List<Fact> missing) {
    db.sql(
            """
            merge into touch_counted c
            using (select x.* from unnest(cast(:ids as bigint array),
              cast(:bits as integer array)) as x(touch_id, bits)) s
            on c.touch_id = s.touch_id
            when matched then update set counted = s.bits
            when not matched then insert (touch_id, counted) values (s.touch_id, s.bits)
            """)
        .param("ids", missing.stream().map(Fact::touchId).toArray(Long[]::new))
        .param("bits", missing.stream().map(f -> f.counted() | f.bits()).toArray(Integer[]::new))
        .update();
  }

  private void addToReaders(List<Fact> facts) {
    var readers = new HashMap<Long, Map<Effect, Instant>>();
    facts.forEach(
        fact -> {
          var reader = readers.computeIfAbsent(fact.contactId(), id -> new EnumMap<>(Effect.class));
          fact.at().forEach((effect, at) -> reader.merge(effect, at, SumRows::later));
        });
    var ids = List.copyOf(readers.keySet());
    var statement =
        db.sql(READERS)
            .param("run", facts.get(0).cell().runId())
            .param("contacts", ids.toArray(Long[]::new));
    for (var effect : Effect.values()) {
      statement = statement.param(effect.column(), texts(ids, id -> readers.get(id).get(effect)));
    }
    statement.update();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String[] texts(List<Long> ids, Function<Long, Instant> at) {
    return ids.stream()
        .map(at)
        .map(when -> when == null ? null : db(when).toString())
        .toArray(String[]::new);
  }

  private static String effects(String format, String by) {
    return Stream.of(Effect.values())
        .map(effect -> format.formatted(effect.column()))
        .collect(Collectors.joining(by));
  }

  private static String columns(String format, String by) {
    return Cell.COLUMNS.stream().map(format::formatted).collect(Collectors.joining(by));
  }
}
