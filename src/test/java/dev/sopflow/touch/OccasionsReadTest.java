package dev.sopflow.touch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.Occasions;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.DbTime;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SopflowTest
class OccasionsReadTest {

  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  @Autowired Claims claims;
  @Autowired ContentFacts contents;
  @Autowired LeftRuns leftRuns;
  @Autowired MeantFor meantFor;
  @Autowired Occasions occasions;
  @Autowired Gate gate;
  @Autowired Claiming.Ports ports;
  @Autowired TransactionTemplate transaction;
  @Autowired Touches touches;
  @Autowired RunFixtures given;

  final List<Long> asked = new ArrayList<>();

  @Test
  void whatIsToBeSaidOfARunIsReadOnlyForWhatGoesOutNow() {
    given.person("Ada", null);
    touches.plan(
        new SendPlan(
            given.run("sop-a"),
            "Task_Send",
            1,
            RunFixtures.EVERYBODY,
            List.of(Channel.EMAIL),
            ContentChoice.nextUnseen("FUNCTION", null),
            Purpose.MARKETING,
            TestTime.START,
            TestTime.START.plus(Duration.ofDays(3))));
    var waits = claiming().next(Channel.EMAIL, "test", 0);
    assertThat(waits.decided()).isOne();
    assertThat(waits.claimed()).isEmpty();
    assertThat(asked).isEmpty();
    clock.moveTo(
        db.sql("select due_at from touch")
            .query((row, n) -> DbTime.instant(row, "due_at"))
            .single());
    assertThat(claiming().next(Channel.EMAIL, "test", 0).claimed()).hasSize(1);
    assertThat(asked).hasSize(1);
  }

  private Claiming claiming() {
    Occasions counting =
        runs -> {
          asked.addAll(runs);
          return occasions.of(runs);
        };
    var reader = new FactReader(db, contents, leftRuns, meantFor, counting);
    return new Claiming(claims, reader, gate, ports, transaction, clock);
  }
}
