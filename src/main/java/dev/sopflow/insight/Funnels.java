package dev.sopflow.insight;

import dev.sopflow.insight.Funnel.Part;
import dev.sopflow.insight.FunnelTally.Way;
import dev.sopflow.insight.ReviewOrder.HouseStage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the funnel of a run. */
@Component
class Funnels {

  /** More values of a mark are put together. */
  private static final int MOST_PARTS = 20;

  private static final String MARK =
      """
      left join participant_mark %1$s on %1$s.run_id = p.run_id
        and %1$s.contact_id = p.contact_id and %1$s.mark = '%1$s'
      """;

  private final JdbcClient db;
  private final Sums sums;

  Funnels(JdbcClient db, Sums sums) {
    this.db = db;
    this.sums = sums;
  }

  private record Group(
      String source, String channel, Way way, List<Boolean> fulfilled, int people) {}

  Funnel of(long runId, ReviewOrder order) {
    var groups = groups(runId, order);
    var stages = order.stages().size() + HouseStage.values().length;
    return new Funnel(
        new Part(null, false, tally(groups, stages).levels()),
        parts(groups, Group::source, stages),
        parts(groups, Group::channel, stages));
  }

  private List<Group> groups(long runId, ReviewOrder order) {
    sums.upToDate(runId);
    var stages = new Stages(order);
    return db.sql(
            """
            select source, channel, way, %1$s, count(*) as n from (
              select source.mark_value as source, sourceChannel.mark_value as channel, case p.state when 'OPTED_OUT' then 'REFUSED'
                when 'INVALID' then 'INVALID' else 'STANDING' end as way, %2$s
              from %3$s where p.run_id = :runId) x
            group by source, channel, way, %1$s
            """
                .formatted(
                    stages.names(),
                    stages.columns(),
                    stages.people() + MARK.formatted("source") + MARK.formatted("sourceChannel")))
        .params(stages.params())
        .param("runId", runId)
        .query((row, n) -> read(row, stages.count()))
        .list();
  }

  /** By what became of their last visit. */
  Map<String, Integer> notReached(long runId, ReviewOrder order) {
    sums.upToDate(runId);
    var stages = new Stages(order);
    var counts = new LinkedHashMap<String, Integer>();
    db.sql(
            """
            select word, count(*) as n from (
              select case when v.id is null then 'NONE' when v.state = 'DONE' then v.outcome
                when v.reason = 'ROUND_OVER' then v.reason else v.state end as word
              from (
                select (select max(w.id) from visit w where w.run_id = p.run_id
                  and w.contact_id = p.contact_id) as last_visit
                from %s where p.run_id = :runId and p.state not in ('OPTED_OUT', 'INVALID') %s
                and not (%s)) x
              left join visit v on v.id = x.last_visit) y
            group by word order by 2 desc, 1
            """
                .formatted(stages.people(), stages.own(), stages.reached()))
        .params(stages.params())
        .param("runId", runId)
        .query(
            row -> {
              counts.put(row.getString("word"), row.getInt("n"));
            });
    return counts;
  }

  private static Group read(ResultSet row, int stages) throws SQLException {
    var fulfilled = new ArrayList<Boolean>();
    for (var stage = 0; stage < stages; stage++) {
      fulfilled.add(row.getInt("s" + stage) == 1);
    }
    return new Group(
        row.getString("source"),
        row.getString("channel"),
        Way.valueOf(row.getString("way")),
        fulfilled,
        row.getInt("n"));
  }

  private static FunnelTally tally(List<Group> groups, int stages) {
    var tally = new FunnelTally(stages);
    groups.forEach(group -> tally.add(group.fulfilled(), group.way(), group.people()));
    return tally;
  }

  private static List<Part> parts(List<Group> groups, Function<Group, String> value, int stages) {
    var tallies = new HashMap<String, FunnelTally>();
    groups.forEach(
        group ->
            tallies
                .computeIfAbsent(value.apply(group), any -> new FunnelTally(stages))
                .add(group.fulfilled(), group.way(), group.people()));
    var largest =
        tallies.entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, FunnelTally> one) -> -one.getValue().people())
                    .thenComparing(one -> String.valueOf(one.getKey())))
            .toList();
    var parts =
        largest.stream()
            .limit(MOST_PARTS)
            .map(one -> new Part(one.getKey(), false, one.getValue().levels()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (largest.size() > MOST_PARTS) {
      var rest = new FunnelTally(stages);
      largest.stream().skip(MOST_PARTS).forEach(one -> rest.add(one.getValue()));
      parts.add(new Part(null, true, rest.levels()));
    }
    return parts;
  }
}
