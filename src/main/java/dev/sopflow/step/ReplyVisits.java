package dev.sopflow.step;

import dev.sopflow.run.Replies;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.Visits;
import dev.sopflow.touch.ContactReplied;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives who wrote back to a rep: the model that starts with the message {@code ContactReplied} is
 * started for a visit of theirs. It follows the reply in a transaction of its own, so that nothing
 * here can undo what the contact said, and on a thread of its own, so that the next reply is heard
 * meanwhile; what does not succeed is done by the next sweep.
 */
@Component
class ReplyVisits {

  private static final Logger LOG = LoggerFactory.getLogger(ReplyVisits.class);

  private final Replies replies;
  private final Visits visits;
  private final RunEngine engine;
  private final RunCalendar calendar;
  private final TransactionTemplate transaction;
  private final String due;
  private final TaskExecutor executor;

  ReplyVisits(
      Replies replies,
      Visits visits,
      RunEngine engine,
      RunCalendar calendar,
      PlatformTransactionManager transactions,
      @Value("${sopflow.run.reply-due:PT4H}") String due,
      @Qualifier(ReplyVisitsConfiguration.EXECUTOR) TaskExecutor executor) {
    this.executor = executor;
    this.replies = replies;
    this.visits = visits;
    this.engine = engine;
    this.calendar = calendar;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.due = due;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(ContactReplied reply) {
    executor.execute(() -> start(reply.contactId()));
  }

  /** Those whom a node that stopped left behind, or that no model waited for so far. */
  @Scheduled(cron = "${sopflow.run.replies:15 * * * * *}")
  void sweep() {
    if (engine.startsOn(Replies.STEP)) {
      replies.unanswered().forEach(this::start);
    }
  }

  private void start(long contactId) {
    try {
      transaction.executeWithoutResult(status -> startNow(contactId));
    } catch (RuntimeException e) {
      LOG.warn("Contact {} wrote back but has no visit yet; it is tried again", contactId, e);
    }
  }

  private void startNow(long contactId) {
    if (!engine.startsOn(Replies.STEP)) {
      LOG.warn("No model starts with the message {}; contact {} waits", Replies.STEP, contactId);
      return;
    }
    var dueAt = calendar.dueAfter(calendar.now(), due).toInstant();
    replies
        .open(contactId, dueAt)
        .ifPresent(answer -> visits.attach(Map.of(answer.visitId(), processOf(answer))));
  }

  /** The model can tell such a visit from others by the variable {@code replied}. */
  private String processOf(Replies.Answer answer) {
    var variables =
        new HashMap<>(VisitParts.variables(answer.round(), answer.visitId(), answer.contact()));
    variables.put("replied", true);
    return engine.startOn(Replies.STEP, variables);
  }
}
