package dev.sopflow.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.sopflow.access.Actor;
import dev.sopflow.access.Reps;
import dev.sopflow.access.Roles;
import dev.sopflow.journal.Notices;
import dev.sopflow.journal.OpsJournal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which rep makes which visit: who has its task. What a rep who is one no more leaves behind goes
 * back to all reps.
 */
@Service
public class VisitReps {

  private final JdbcClient db;
  private final Reps reps;
  private final RunEngine engine;
  private final OpsJournal journal;
  private final Notices notices;
  private final MessageSource messages;
  private final TransactionTemplate transaction;

  VisitReps(
      JdbcClient db,
      Reps reps,
      RunEngine engine,
      OpsJournal journal,
      Notices notices,
      MessageSource messages,
      TransactionTemplate transaction) {
    this.db = db;
    this.reps = reps;
    this.engine = engine;
    this.journal = journal;
    this.notices = notices;
    this.messages = messages;
    this.transaction = transaction;
  }

  /**
   * Follows a visit's task to another hand; a colleague who is no rep only stands in.
   *
   * @param user null: back to all reps
   */
  @Transactional
  public void handed(String processInstanceId, String user) {
    var held =
        db.sql("select * from visit where process_instance_id = :process and state = 'OPEN'")
            .param("process", processInstanceId)
            .query(Visit::read)
            .optional();
    held.filter(visit -> !Objects.equals(visit.rep(), user))
        .filter(visit -> user == null || reps.userNames().contains(user))
        .ifPresent(visit -> give(visit.id(), user));
  }

  private void give(long visit, String user) {
    db.sql("update visit set rep = :rep where id = :id")
        .param("rep", user)
        .param("id", visit)
        .update();
  }

  /** Gives the visits of those who left, or are reps no more, back to all reps. */
  @Scheduled(cron = "${sopflow.run.leavers:30 * * * * *}")
  void sweep() {
    var active = reps.userNames();
    db
        .sql("select distinct rep from visit where state = 'OPEN' and rep is not null")
        .query(String.class)
        .list()
        .stream()
        .filter(rep -> !active.contains(rep))
        .forEach(rep -> transaction.executeWithoutResult(status -> giveBack(rep)));
  }

  private void giveBack(String rep) {
    var left = lock(rep);
    if (left.isEmpty()) {
      return;
    }
    db.sql("update visit set rep = null where rep = :rep and state = 'OPEN'")
        .param("rep", rep)
        .update();
    engine.unassign(
        left.stream().map(Visit::processInstanceId).filter(Objects::nonNull).toList(), rep);
    tell(rep, left);
  }

  private List<Visit> lock(String rep) {
    return db.sql("select * from visit where rep = :rep and state = 'OPEN' order by id for update")
        .param("rep", rep)
        .query(Visit::read)
        .list();
  }

  private void tell(String rep, List<Visit> left) {
    var name = reps.fullNameOf(rep);
    countsByRun(left)
        .forEach((run, n) -> journal.write(run, Actor.SYSTEM, "journal.run.backToAll", n, name));
    var text =
        messages.getMessage(
            "run.visits.backToAll",
            new Object[] {left.size(), name},
            LocaleContextHolder.getLocale());
    notices.send(Roles.OPS, null, text);
  }

  private static Map<Long, Long> countsByRun(List<Visit> visits) {
    return visits.stream().collect(groupingBy(Visit::runId, TreeMap::new, counting()));
  }
}
