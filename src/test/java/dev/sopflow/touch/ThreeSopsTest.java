package dev.sopflow.touch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunOrder;
import dev.sopflow.time.BusinessCalendar;
import dev.sopflow.time.DbTime;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ServiceTaskBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The promises of {@link PropertyRunTest} through the whole house: three models in the engine write
 * to the same random people for 400 days, each in its own rhythm, while people refuse and pieces
 * retire. Another world by {@code -Dsopflow.property.seed=..}, a larger one by {@code
 * -Dsopflow.property.people=..}.
 */
@SopflowTest
class ThreeSopsTest {

  private static final int DAYS = 400;
  private static final int PEOPLE = Integer.getInteger("sopflow.property.people", 150);
  private static final Duration QUARTER = Duration.ofHours(6);

  @Autowired RunControl runs;
  @Autowired VirtualTime time;
  @Autowired RepositoryService models;
  @Autowired RuntimeService processes;
  @Autowired Touches touches;
  @Autowired Consents consents;
  @Autowired SendWindows windows;
  @Autowired FrequencyCaps caps;
  @Autowired BusinessCalendar calendar;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;
  String deployment;

  @AfterEach
  void removeWhatIsOurs() {
    house.removeContent();
    models.deleteDeployment(deployment, true);
  }

  @Test
  void threeSopsAtOnceBreakNoPromiseToTheirContacts() {
    var seed = Long.getLong("sopflow.property.seed", 20260302L);
    System.out.println("seed " + seed);
    house = new TouchHouse(db, clock);
    var checker = new SendChecker(windows, caps, calendar);
    var world = new RandomWorld(new Random(seed), db, clock, touches, consents, house, checker);
    world.people(PEOPLE);
    world.pieces(40);
    deploy();
    start("every-20-days");
    start("every-27-days");
    var letters = start("a-known-letter");

    for (var day = 0; day < DAYS; day++) {
      processes.setVariable(letters, "letter", world.someKnownPiece());
      for (var quarter = 0; quarter < 4; quarter++) {
        world.live();
        time.advanceTo(clock.instant().plus(QUARTER));
      }
    }

    checker.sent.addAll(sent());
    var bySop = bySop();
    System.out.println("messages sent to " + PEOPLE + " contacts in 400 days: " + bySop);
    assertThat(bySop).containsOnlyKeys("every-20-days", "every-27-days", "a-known-letter");
    assertThat(checker.violations()).isEqualTo(Map.of());
    assertThat(openButLate()).isZero();
  }

  private void deploy() {
    var unseen = Map.of("contentStage", "FUNCTION", "topic", RandomWorld.TOPIC);
    deployment =
        models
            .createDeployment()
            .addModelInstance("a.bpmn", sop("every-20-days", 20, "EMAIL,SMS", unseen))
            .addModelInstance("b.bpmn", sop("every-27-days", 27, "SMS,EMAIL", unseen))
            .addModelInstance(
                "c.bpmn", sop("a-known-letter", 40, "EMAIL", Map.of("piece", "${letter}")))
            .deploy()
            .getId();
  }

  /** Enrols its audience, then writes to it every so many days, for ever. */
  private static BpmnModelInstance sop(
      String key, int everyDays, String channels, Map<String, String> content) {
    var send =
        step(
                Bpmn.createExecutableProcess(key)
                    .camundaHistoryTimeToLiveString("P400D")
                    .startEvent()
                    .serviceTask("Task_Enrol")
                    .camundaInputParameter("audience", "${audience}"),
                "enrol")
            .serviceTask("Task_Send")
            .camundaInputParameter("channels", channels)
            .camundaInputParameter("usefulFor", "P8D");
    content.forEach(send::camundaInputParameter);
    return step(send, "send")
        .intermediateCatchEvent("Event_Later")
        .timerWithDate("${calendar.after(calendar.now(), 'P%dD')}".formatted(everyDays))
        .connectTo("Task_Send")
        .done();
  }

  private static ServiceTaskBuilder step(ServiceTaskBuilder task, String verb) {
    return task.camundaAsyncBefore()
        .camundaDelegateExpression("${" + verb + "}")
        .camundaFailedJobRetryTimeCycle("R5/PT5M");
  }

  private String start(String sop) {
    var order = new RunOrder(sop, "everyone", null, Map.of("letter", "none-yet"), null, "ops");
    return runs.start(order).processInstanceId();
  }

  private List<SendChecker.Sent> sent() {
    return db.sql(
            """
            select contact_id, channel, piece, address, done_at, useful_until from touch
            where state = 'SENT' and purpose = 'MARKETING'
            """)
        .query(
            (row, n) ->
                new SendChecker.Sent(
                    row.getLong("contact_id"),
                    Channel.valueOf(row.getString("channel")),
                    row.getString("piece"),
                    row.getString("address"),
                    DbTime.instant(row, "done_at"),
                    DbTime.instant(row, "useful_until")))
        .list();
  }

  private Map<String, Long> bySop() {
    var counts = new TreeMap<String, Long>();
    db.sql(
            """
            select r.sop, count(*) as messages from touch t join run r on r.id = t.run_id
            where t.state = 'SENT' and t.purpose = 'MARKETING' group by r.sop
            """)
        .query(
            row -> {
              counts.put(row.getString("sop"), row.getLong("messages"));
            });
    return counts;
  }

  /** Every planned touch is accounted for. */
  private long openButLate() {
    return db.sql(
            "select count(*) from touch where state not in ('SENT', 'DROPPED', 'FAILED')"
                + " and (state <> 'PLANNED' or useful_until < :now)")
        .param("now", DbTime.db(clock.instant()))
        .query(Long.class)
        .single();
  }
}
