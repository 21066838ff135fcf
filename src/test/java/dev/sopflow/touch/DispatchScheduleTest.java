package dev.sopflow.touch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class DispatchScheduleTest {

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;

  @Test
  void aHangingSmsProviderHoldsUpNoMail() throws Exception {
    clock.moveTo(Instant.parse("2026-03-02T11:10:00Z"));
    var house = new TouchHouse(db, clock);
    var reader = house.contact("Reader", PositionLevel.STAFF, "UTC", "en", "GB");
    var other = house.contact("Other", PositionLevel.STAFF, "UTC", "en", "GB");
    house.identity(reader, "PHONE", "+4930555001");
    house.consent(reader, "SMS", "GRANTED");
    house.consent(other, "SMS", "REFUSED");
    var hangs = new CountDownLatch(1);
    var heard = new CountDownLatch(1);
    var mailed = new CountDownLatch(1);
    var schedule = schedule(hangs, heard, mailed);
    try {
      plan(house, 1, house.piece("sms", Channel.SMS, "en"), Channel.SMS);
      schedule.afterSingletonsInstantiated();
      assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
      plan(house, 2, house.piece("mail", Channel.EMAIL, "en"), Channel.EMAIL);
      assertThat(mailed.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      hangs.countDown();
      schedule.destroy();
      house.removeContent();
    }
  }

  private void plan(TouchHouse house, long run, String piece, Channel channel) {
    touches.plan(house.plan(run, ContentChoice.piece(piece), List.of(channel)));
  }

  private DispatchSchedule schedule(
      CountDownLatch hangs, CountDownLatch heard, CountDownLatch mailed) {
    var one =
        new TouchSettings.Dispatch(
            true,
            500,
            1,
            Duration.ofMinutes(10),
            6,
            Duration.ofMinutes(5),
            Set.of(),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15));
    var settings = new TouchSettings(Set.of(Channel.SMS), Duration.ofMinutes(30), true, one);
    var sms =
        TestDispatchers.courier(
            Channel.SMS,
            message -> {
              heard.countDown();
              await(hangs);
              return Outcome.unclear("hung");
            });
    var mail =
        TestDispatchers.courier(
            Channel.EMAIL,
            message -> {
              mailed.countDown();
              return Outcome.accepted("x");
            });
    return new DispatchSchedule(TestDispatchers.of(context, gate, settings, sms, mail), settings);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
