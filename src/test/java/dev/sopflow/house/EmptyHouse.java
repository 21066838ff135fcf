package dev.sopflow.house;

import dev.sopflow.time.VirtualClock;
import java.util.ArrayList;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Empties the house before each test: process instances, our tables but for the shipped content,
 * and the moved clock. Deployments and users stay.
 */
class EmptyHouse implements BeforeEachCallback {

  private static final String TABLES =
      """
      opportunity, webhook_delivery, webhook_endpoint,
      inbox_passed_over, inbox, run_date,
      touch_news, touch_counted, touch_sum, reader_sum,
      outbox_message, touch_letter, touch_hit, touch_signal, touch_event, failed_way, touch, fall_back, held_run, run_review, gate_decision, contact_message, visit_waiting, visit_topic, visit, participant_mark, mark_change,
      mark_act, run_list, participant, send_condition, run_fact, registration, run,
      journal_entry, notice, audience_member, audience, contact_import_issue, contact_import,
      contact_event, suppression, engagement, quiet_time, topic_refusal, consent, contact_attribute, contact_tag, contact_identity,
      contact, company\
      """;

  @Override
  public void beforeEach(ExtensionContext test) {
    var house = SpringExtension.getApplicationContext(test);
    emptyTables(house);
    endProcesses(house.getBean(ProcessEngine.class));
    house.getBean(VirtualClock.class).reset();
  }

  private static void endProcesses(ProcessEngine engine) {
    var runtime = engine.getRuntimeService();
    var roots = new ArrayList<String>();
    runtime
        .createProcessInstanceQuery()
        .rootProcessInstances()
        .list()
        .forEach(instance -> roots.add(instance.getId()));
    runtime.deleteProcessInstancesIfExists(roots, "next test", true, true, false);
  }

  private static void emptyTables(ApplicationContext house) {
    var db = house.getBean(JdbcClient.class);
    if (TestDatabase.isPostgresql()) {
      db.sql("truncate " + TABLES + " restart identity cascade").update();
      return;
    }
    for (var table : TABLES.split(",")) {
      db.sql("delete from " + table).update();
    }
  }
}
