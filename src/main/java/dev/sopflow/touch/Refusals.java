package dev.sopflow.touch;

import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.contact.TopicsRefused;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes a contact's touches back the moment that they refuse. */
@Component
class Refusals {

  private final Touches touches;
  private final AtomicLong count = new AtomicLong();

  Refusals(Touches touches) {
    this.touches = touches;
  }

  /** In the transaction that stores the refusal. */
  @EventListener
  void withdraw(ContactOptedOut refusal) {
    touches.withdrawRefused(refusal.contactId(), refusal.channel());
  }

  @EventListener
  void withdraw(TopicsRefused refusal) {
    touches.withdrawTopics(refusal.contactId(), refusal.topics());
  }

  /** When it is stored: tells those who are sending to look again. */
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void tellSenders(ContactOptedOut refusal) {
    count.incrementAndGet();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void tellSenders(TopicsRefused refusal) {
    count.incrementAndGet();
  }

  /** Who wrote back gets nothing more either, not even what is claimed. */
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void tellSenders(ContactReplied reply) {
    count.incrementAndGet();
  }

  /** Grows with each refusal and reply that this node has stored. */
  long count() {
    return count.get();
  }
}
