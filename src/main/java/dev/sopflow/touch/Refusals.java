package dev.sopflow.touch;

import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.contact.TopicsRefused;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes a contact's touches back the moment that they refuse. */
@Component
class Refusals {

  private final Touches touches;

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
}
