package dev.sopflow.run;

import dev.sopflow.touch.MeantFor;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The marks by which steps choose whom they send to. They are asked again when a message is about
 * to go, so whose marks have changed while it waited does not get it; a mark that was taken back by
 * then has changed nothing.
 */
@Service
public class SendConditions implements MeantFor {

  private final JdbcClient db;

  SendConditions(JdbcClient db) {
    this.db = db;
  }

  /**
   * Keeps what a step asked for when it planned; the first word of an occurrence stays.
   *
   * @param who {@code mark=value} pairs, as {@link Participants#active} takes them
   */
  @Transactional
  public void keep(long runId, String step, int occurrence, String who) {
    db.sql(
            """
            insert into send_condition (run_id, step, occurrence, who)
            select r.id, cast(:step as varchar(100)), :occurrence, cast(:who as varchar(2000))
            from run r where r.id = :run and not exists (select 1 from send_condition c
              where c.run_id = :run and c.step = :step and c.occurrence = :occurrence)
            """)
        .param("run", runId)
        .param("step", step)
        .param("occurrence", occurrence)
        .param("who", who)
        .update();
  }

  private record Plan(long runId, String step, int occurrence) {

    static Plan of(Addressee one) {
      return new Plan(one.runId(), one.step(), one.occurrence());
    }
  }

  @Override
  public Set<Addressee> noLonger(Collection<Addressee> addressees) {
    var conditions = conditions(addressees);
    var unmeant = new HashSet<Addressee>();
    addressees.stream()
        .filter(one -> conditions.containsKey(Plan.of(one)))
        .collect(Collectors.groupingBy(Plan::of))
        .forEach((plan, those) -> unmeant.addAll(unmeant(conditions.get(plan), plan, those)));
    return unmeant;
  }

  private Map<Plan, String> conditions(Collection<Addressee> addressees) {
    var conditions = new HashMap<Plan, String>();
    db.sql("select * from send_condition where run_id = any(:runs) and step = any(:steps)")
        .param("runs", addressees.stream().map(Addressee::runId).distinct().toArray(Long[]::new))
        .param("steps", addressees.stream().map(Addressee::step).distinct().toArray(String[]::new))
        .query(
            row -> {
              conditions.put(
                  new Plan(row.getLong("run_id"), row.getString("step"), row.getInt("occurrence")),
                  row.getString("who"));
            });
    return conditions;
  }

  private List<Addressee> unmeant(String who, Plan plan, List<Addressee> those) {
    var filter = MarkFilter.read(who);
    var meant =
        Set.copyOf(
            db.sql(
                    """
                    select p.contact_id from participant p
                    where p.run_id = :run and p.contact_id = any(:contacts) %s
                    """
                        .formatted(filter.sql()))
                .params(filter.params())
                .param("run", plan.runId())
                .param("contacts", those.stream().map(Addressee::contactId).toArray(Long[]::new))
                .query(Long.class)
                .list());
    return those.stream().filter(one -> !meant.contains(one.contactId())).toList();
  }
}
