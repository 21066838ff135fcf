package dev.sopflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.insight.ContentRanking.Ranked;
import dev.sopflow.run.RunFixtures;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pieces of the starter library, each sent to some people who do something or not. */
@SopflowTest
class ContentRankingTest {

  @Autowired ContentRanking ranking;
  @Autowired Rates rates;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  @Test
  void whatIsSurelyWorseOrTooOftenRefusedHadBetterBeStopped() {
    var run = given.run("sop-a");
    var pieces =
        db.sql("select id from content_version where channel = 'EMAIL' order by id")
            .query(Long.class)
            .list();
    send(run, pieces.get(0), 100, "CLICKED", 30);
    send(run, pieces.get(1), 100, "CLICKED", 4);
    send(run, pieces.get(2), 100, "REFUSED", 15);
    send(run, pieces.get(3), 6, "CLICKED", 0);
    db.sql("insert into touch_news (run_id, touch_id) select run_id, id from touch").update();
    var ranked = ranking.of(Scope.ofRun(run));
    assertThat(ranked)
        .extracting(Ranked::contentVersionId)
        .startsWith(pieces.get(0), pieces.get(1));
    assertThat(ranked).allMatch(one -> !one.name().isBlank());
    assertThat(verdict(ranked, pieces.get(0))).isEqualTo(Verdict.BETTER);
    assertThat(verdict(ranked, pieces.get(1))).isEqualTo(Verdict.WORSE);
    assertThat(verdict(ranked, pieces.get(2))).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(ranked, pieces.get(3))).isEqualTo(Verdict.FEW);
    var day = TestTime.START.atOffset(ZoneOffset.UTC).toLocalDate();
    assertThat(ranking.of(Scope.between(day, day))).isEqualTo(ranked);
    assertThat(ranking.of(Scope.between(day.plusDays(1), null))).isEmpty();
  }

  private static Verdict verdict(List<Ranked> ranked, long piece) {
    return ranked.stream()
        .filter(one -> one.contentVersionId() == piece)
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private void send(long run, long piece, int people, String act, int acting) {
    for (var n = 0; n < people; n++) {
      db.sql(
              """
              insert into touch (run_id, step, occurrence, contact_id, channel, purpose,
                content_version_id, state, due_at, useful_until, planned_at, done_at)
              values (:run, :step, 1, :contact, 'EMAIL', 'MARKETING', :piece, 'SENT', :at, :at, :at,
                :at)
              """)
          .param("run", run)
          .param("step", "Task_" + piece)
          .param("contact", given.person("Reader " + piece + "-" + n, null))
          .param("piece", piece)
          .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
          .update();
      if (n < acting) {
        db.sql(
                """
                insert into touch_event (touch_id, at, kind) select max(id), cast(:at as timestamp(6) with time zone),
                  cast(:kind as varchar(20)) from touch
                """)
            .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
            .param("kind", act)
            .update();
      }
    }
  }
}
