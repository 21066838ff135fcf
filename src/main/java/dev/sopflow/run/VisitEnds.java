package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Contacts;
import dev.sopflow.touch.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cancels visits that nobody owes any more. */
@Component
class VisitEnds {

  private final JdbcClient db;
  private final Contacts contacts;
  private final Clock clock;
  private final Participants participants;

  VisitEnds(JdbcClient db, Contacts contacts, Clock clock, Participants participants) {
    this.db = db;
    this.contacts = contacts;
    this.clock = clock;
    this.participants = participants;
  }

  /** Cancels the open visits of a run; returns how many. */
  int cancelOfRun(long runId) {
    return cancel("run_id", runId, Reason.RUN_CANCELLED);
  }

  /**
   * Who waited for an answer by a cancelled run's visit is back in all others. To be called when
   * its touches are withdrawn, as whoever leaves a run does.
   */
  void bringBack(long runId) {
    participants.comeBack(
        new ContactSet(
            """
            select v.contact_id from visit v where v.run_id = :cancelledRun
              and v.step = :replyStep and v.reason = 'RUN_CANCELLED'
            """,
            Map.of("cancelledRun", runId, "replyStep", Replies.STEP)));
  }

  /** The processes of a run's open visits. */
  List<String> processesOfRun(long runId) {
    return processes("run_id", runId);
  }

  /**
   * Cancels a contact's open visits, in every run, because of a refusal; who replied there is back.
   * Returns their processes.
   */
  List<String> cancelOf(long contactId) {
    return cancelRefused(contactId, "1 = 1");
  }

  /** As {@link #cancelOf}, but only those that can't be made by any of their ways any more. */
  List<String> cancelRefused(long contactId) {
    return cancelRefused(contactId, VisitWays.refused("v.contact_id"));
  }

  private List<String> cancelRefused(long contactId, String which) {
    var open =
        db.sql("select v.* from visit v where v.contact_id = :id and v.state = 'OPEN' and " + which)
            .param("id", contactId)
            .query(Visit::read)
            .list();
    open.forEach(
        visit -> {
          cancel("id", visit.id(), Reason.REFUSED);
          participants.comeBack(ContactSet.of(contactId));
        });
    return open.stream().map(Visit::processInstanceId).filter(Objects::nonNull).toList();
  }

  /** Cancels the open visit that this process carries, if it is one; who replied is back. */
  void cancelOfProcess(String processInstanceId) {
    db.sql("select * from visit where process_instance_id = :process and state = 'OPEN'")
        .param("process", processInstanceId)
        .query(Visit::read)
        .optional()
        .ifPresent(this::cancel);
  }

  /** The contact first, as whoever reports on the visit does. */
  private void cancel(Visit visit) {
    contacts.lock(visit.contactId());
    if (cancel("id", visit.id(), null) > 0) {
      participants.comeBack(ContactSet.of(visit.contactId()));
    }
  }

  private List<String> processes(String column, Object id) {
    return db.sql(
            """
            select process_instance_id from visit
            where %s = :id and state = 'OPEN' and process_instance_id is not null
            """
                .formatted(column))
        .param("id", id)
        .query(String.class)
        .list();
  }

  private int cancel(String column, Object id, Reason why) {
    return db.sql(
            """
            update visit set state = 'CANCELLED', reason = :why, closed_at = :now
            where %s = :id and state = 'OPEN'
            """
                .formatted(column))
        .param("now", db(clock.instant()))
        .param("why", why == null ? null : why.name())
        .param("id", id)
        .update();
  }
}
