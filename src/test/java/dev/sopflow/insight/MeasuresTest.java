package dev.sopflow.insight;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.touch.Touches;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class MeasuresTest {

  @Autowired Measures measures;
  @Autowired Participants participants;
  @Autowired RunFixtures given;
  @Autowired Touches touches;
  @Autowired JdbcClient db;

  @Test
  void ratesAreSharesOfThoseReached() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    given.person("Cid", null);
    var run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    sent(run, ada);
    sent(run, bea);
    interested(run, ada);
    var feedback = measures.of(run, null);
    assertThat(feedback.participants()).isEqualTo(3);
    assertThat(feedback.reached()).isEqualTo(2);
    assertThat(feedback.responses().share()).isEqualTo(0.5);
    assertThat(measures.of(run, TestTime.START.plusSeconds(1)).reached()).isZero();
  }

  @Test
  void withoutAnybodyReachedAllRatesAreZero() {
    assertThat(measures.of(given.run("sop-a"), null).responses().share()).isZero();
    assertThat(measures.of(404, null).participants()).isZero();
  }

  private void sent(long run, long contact) {
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at)
            values (:run, 'mail', 1, :contact, 'EMAIL', 'MARKETING', 'SENT', :at, :at, :at, :at)
            """)
        .param("run", run)
        .param("contact", contact)
        .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
    db.sql("insert into touch_news (run_id, touch_id) select run_id, id from touch").update();
  }

  private void interested(long run, long contact) {
    db.sql(
            """
            insert into visit (run_id, step, occurrence, contact_id, state, outcome, opened_at,
              due_at, closed_at)
            values (:run, 'call', 1, :contact, 'DONE', 'INTERESTED', :at, :at, :at)
            """)
        .param("run", run)
        .param("contact", contact)
        .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
    touches.recordVisit(run, "call", 1, contact, Channel.CALL, TestTime.START);
  }
}
