package dev.sopflow.insight;

import dev.sopflow.insight.ReviewFigures.Piece;
import dev.sopflow.insight.ReviewFigures.Rep;
import dev.sopflow.run.Talks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what came of a run. */
@Component
class ReviewCounts {

  private static final int MOST_PIECES = 200;

  private final JdbcClient db;
  private final Funnels funnels;

  ReviewCounts(JdbcClient db, Funnels funnels) {
    this.db = db;
    this.funnels = funnels;
  }

  ReviewFigures of(long runId, ReviewOrder order) {
    return new ReviewFigures(
        order,
        funnel(runId, order),
        reps(runId),
        funnels.notReached(runId, order),
        pieces(runId),
        topics(runId));
  }

  Funnel funnel(long runId, ReviewOrder order) {
    return funnels.of(runId, order);
  }

  private Map<String, Integer> topics(long runId) {
    var counts = new LinkedHashMap<String, Integer>();
    db.sql(
            """
            select t.topic, count(*) as n from visit_topic t join visit v on v.id = t.visit_id
            where v.run_id = :runId group by t.topic order by 2 desc, 1
            """)
        .param("runId", runId)
        .query(
            row -> {
              counts.put(row.getString("topic"), row.getInt("n"));
            });
    return counts;
  }

  private List<Rep> reps(long runId) {
    var outcomes = new TreeMap<String, Map<String, Integer>>();
    db.sql(
            """
            select rep, word, count(*) as n from (
              select coalesce(v.rep, '') as rep,
                case when v.state = 'DONE' then v.outcome
                  when v.reason = 'ROUND_OVER' then v.reason else v.state end as word
              from visit v where v.run_id = :runId and v.state <> 'SKIPPED') w
            group by rep, word order by rep, 3 desc, word
            """)
        .param("runId", runId)
        .query(
            row -> {
              outcomes
                  .computeIfAbsent(row.getString("rep"), rep -> new LinkedHashMap<>())
                  .put(row.getString("word"), row.getInt("n"));
            });
    return outcomes.entrySet().stream().map(rep -> rep(rep.getKey(), rep.getValue())).toList();
  }

  private static Rep rep(String name, Map<String, Integer> outcomes) {
    return new Rep(
        name.isEmpty() ? null : name,
        outcomes.values().stream().mapToInt(Integer::intValue).sum(),
        outcomes.keySet().stream().filter(Talks::is).mapToInt(outcomes::get).sum(),
        outcomes);
  }

  private List<Piece> pieces(long runId) {
    return db.sql(
            """
            select max(cv.name) as name, t.channel, sum(t.planned) as planned, sum(t.sent) as sent,
              coalesce(sum(s.opened), 0) as opened, coalesce(sum(s.clicked), 0) as clicked,
              sum(t.dropped) as dropped
            from (select piece, channel, content_version_id, count(*) as planned,
                sum(case when state = 'SENT' then 1 else 0 end) as sent,
                sum(case when state = 'DROPPED' then 1 else 0 end) as dropped
              from touch where run_id = :runId and purpose not in ('VISIT', 'ANSWER')
              group by piece, channel, content_version_id) t
            left join content_version cv on cv.id = t.content_version_id
            left join (select channel, content_version_id, sum(opened) as opened,
                sum(clicked) as clicked
              from touch_sum where run_id = :runId and purpose not in ('VISIT', 'ANSWER')
              group by channel, content_version_id) s
              on s.channel = t.channel and s.content_version_id = t.content_version_id
            group by t.piece, t.channel order by 4 desc, 3 desc, 1, 2 limit :most
            """)
        .param("runId", runId)
        .param("most", MOST_PIECES)
        .query(Piece.class)
        .list();
  }
}
