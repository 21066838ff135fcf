package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;
import static java.util.Comparator.comparing;

import dev.sopflow.access.Reps;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens visits and gives them out to the reps. */
@Component
class VisitOpenings {

  private static final String INSERT =
      """
      insert into visit (run_id, step, occurrence, contact_id, rep, priority, wording, ways,
        state, opened_at, due_at)
      values (:runId, :step, :occurrence, :contactId, :rep, :priority, :wording, :ways, 'OPEN',
        :openedAt, :dueAt)
      """;

  private final JdbcClient db;
  private final NamedParameterJdbcTemplate batches;
  private final Clock clock;
  private final Reps reps;

  VisitOpenings(JdbcClient db, NamedParameterJdbcTemplate batches, Clock clock, Reps reps) {
    this.db = db;
    this.batches = batches;
    this.clock = clock;
    this.reps = reps;
  }

  List<Long> open(VisitRound round, List<Visits.Opening> wanted) {
    var known = ids(round, wanted);
    var fresh = wanted.stream().filter(one -> !known.containsKey(contactOf(one))).toList();
    if (!fresh.isEmpty()) {
      insert(round, fresh);
      known.putAll(ids(round, fresh));
    }
    return wanted.stream().map(one -> known.get(contactOf(one))).toList();
  }

  /** Those for whom a rep has room, in their order. */
  List<Visits.Opening> fitting(VisitRound round, List<Visits.Opening> inTurn, int atMost) {
    var loads = loads(round);
    var fitting = new ArrayList<Visits.Opening>();
    for (var one : inTurn) {
      if (fitting.size() < atMost && loads.hasRoomFor(one.contact().owner())) {
        loads.give(one.contact().owner());
        fitting.add(one);
      }
    }
    return fitting;
  }

  void attach(Map<Long, String> processes) {
    batches.batchUpdate(
        "update visit set process_instance_id = :process where id = :id",
        processes.entrySet().stream()
            .map(
                one ->
                    new MapSqlParameterSource("id", one.getKey())
                        .addValue("process", one.getValue()))
            .toArray(MapSqlParameterSource[]::new));
  }

  private void insert(VisitRound round, List<Visits.Opening> fresh) {
    var loads = loads(round);
    var now = db(clock.instant());
    batches.batchUpdate(
        INSERT,
        fresh.stream()
            .map(one -> row(round, one, loads.give(one.contact().owner()), now))
            .sorted(comparing(row -> (Long) row.getValue("contactId")))
            .toArray(MapSqlParameterSource[]::new));
  }

  private static MapSqlParameterSource row(
      VisitRound round, Visits.Opening one, String rep, OffsetDateTime now) {
    return new MapSqlParameterSource()
        .addValue("runId", round.runId())
        .addValue("step", round.step())
        .addValue("occurrence", round.occurrence())
        .addValue("contactId", contactOf(one))
        .addValue("rep", rep)
        .addValue("priority", one.priority())
        .addValue("wording", one.wording())
        .addValue("ways", round.joinedWays())
        .addValue("openedAt", now)
        .addValue("dueAt", db(one.dueAt()));
  }

  private RepLoads loads(VisitRound round) {
    var open = open("1 = 1", Map.of());
    var ofRound = open("run_id = :runId and step = :step", round.params());
    return RepLoads.of(reps.userNames(), open).withRoom(round.perRep(), ofRound);
  }

  /** Open visits by rep. */
  private Map<String, Integer> open(String which, Map<String, Object> params) {
    var open = new HashMap<String, Integer>();
    db.sql(
            """
            select rep, count(*) as n from visit
            where state = 'OPEN' and rep is not null and %s group by rep
            """
                .formatted(which))
        .params(params)
        .query((row, n) -> open.put(row.getString("rep"), row.getInt("n")))
        .list();
    return open;
  }

  private Map<Long, Long> ids(VisitRound round, List<Visits.Opening> wanted) {
    var ids = new HashMap<Long, Long>();
    if (wanted.isEmpty()) {
      return ids;
    }
    db.sql(
            """
            select contact_id, id from visit where run_id = :runId and step = :step
              and occurrence = :occurrence and contact_id = any(:contacts)
            """)
        .param("runId", round.runId())
        .param("step", round.step())
        .param("occurrence", round.occurrence())
        .param("contacts", wanted.stream().map(VisitOpenings::contactOf).toArray(Long[]::new))
        .query((row, n) -> ids.put(row.getLong("contact_id"), row.getLong("id")))
        .list();
    return ids;
  }

  private static long contactOf(Visits.Opening opening) {
    return opening.contact().contactId();
  }
}
