package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.journal.Notices;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine's own job executor, which drives the house wherever nobody moves the clock. */
@SopflowTest
class JobExecutorTest {

  @Autowired ProcessEngine engine;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired VirtualTime time;
  @Autowired VirtualClock clock;
  @Autowired Notices notices;

  @Test
  void aTimerThatComesDueIsExecutedAndTheExecutorStopsCleanly() {
    var ada = given.person("Ada", "rep1");
    control.start(new RunOrder("nurture-cadence", null, List.of(ada), null, null, "ops"));
    time.runDue();
    clock.moveTo(clock.instant().plus(Duration.ofDays(2)));
    assertThat(told()).isZero();
    var executor =
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    executor.start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> told() == 1 && nothingIsDue());
    } finally {
      executor.shutdown();
    }
    assertThat(executor.isActive()).isFalse();
    assertThat(engine.getManagementService().createJobQuery().withException().count()).isZero();
  }

  private int told() {
    return notices.unread(List.of("ops"), 10).notices().size();
  }

  private boolean nothingIsDue() {
    return engine.getManagementService().createJobQuery().executable().list().stream()
        .allMatch(job -> job.getProcessInstanceId() == null);
  }
}
