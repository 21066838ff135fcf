package dev.sopflow.touch;

import dev.sopflow.contact.AddressRefusals;
import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.Suppressions;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what comes back: keeps it, and acts on it in the same transaction. Each signal counts once,
 * however often it is told and in whatever order.
 */
@Service
public class Feedback {

  private static final String BY = "contact";
  private static final String COMPLAINT = "complaint";

  private final Signals signals;
  private final Consents consents;
  private final AddressRefusals refusals;
  private final Suppressions suppressions;
  private final Wishes wishes;
  private final ApplicationEventPublisher events;
  private final MessageIds messageIds;
  private final Clock clock;

  Feedback(
      Signals signals,
      Consents consents,
      AddressRefusals refusals,
      Suppressions suppressions,
      Wishes wishes,
      ApplicationEventPublisher events,
      MessageIds messageIds,
      Clock clock) {
    this.signals = signals;
    this.consents = consents;
    this.refusals = refusals;
    this.suppressions = suppressions;
    this.wishes = wishes;
    this.events = events;
    this.messageIds = messageIds;
    this.clock = clock;
  }

  /**
   * Keeps a signal and does what it means. Of whom it tells is found by its touch, else by its
   * address; what belongs to nobody is only kept.
   *
   * @return false if it was known already; then nothing changes
   */
  @Transactional
  public boolean take(Signal signal) {
    var about = signals.about(signal);
    var id = signals.keep(signal, about, clock.instant());
    id.ifPresent(kept -> act(kept, signal, about));
    return id.isPresent();
  }

  private void act(long id, Signal signal, Signals.About about) {
    if (about.touchId() != null) {
      signals.follow(signal, about, clock.instant());
    }
    switch (signal.kind()) {
      case BOUNCED -> giveUp(signal, about, "bounced");
      case DELAYED -> suppressIfOften(signal, about);
      case COMPLAINED -> complain(signal, about);
      default -> ofContact(id, signal, about);
    }
  }

  private void ofContact(long id, Signal signal, Signals.About about) {
    if (about.contactId() == null) {
      ofNobodyKnown(signal, about);
      return;
    }
    switch (signal.kind()) {
      case REFUSED ->
          consents.refuse(
              about.contactId(), signal.channel(), signal.source(), BY, about.touchId());
      case ALLOWED -> {
        consents.grant(about.contactId(), signal.channel(), signal.source(), BY);
        ofNobodyKnown(signal, about);
      }
      case REPLIED -> replied(id, signal, about);
      case AUTO_REPLIED -> wishes.heedAutoReply(about.contactId(), signal.subject(), signal.text());
      default -> {
        // what else happens is only kept
      }
    }
  }

  /** Whoever has the address may become known later. */
  private void ofNobodyKnown(Signal signal, Signals.About about) {
    if (about.address() != null) {
      switch (signal.kind()) {
        case REFUSED ->
            refusals.refuse(addressOf(signal, about), signal.channel(), signal.source());
        case ALLOWED -> refusals.allow(addressOf(signal, about), signal.channel());
        default -> {
          // what else happens is only kept
        }
      }
    }
  }

  private void replied(long id, Signal signal, Signals.About about) {
    wishes.heedReply(about.contactId(), signal.subject(), signal.text());
    events.publishEvent(
        new ContactReplied(
            id, about.contactId(), about.runId(), signal.channel(), clock.instant()));
  }

  private void giveUp(Signal signal, Signals.About about, String why) {
    if (suppress(signal, about, why) && about.contactId() != null) {
      events.publishEvent(
          new ContactUnreachable(
              about.contactId(),
              about.runId(),
              about.touchId(),
              signal.channel(),
              clock.instant()));
    }
  }

  private boolean suppress(Signal signal, Signals.About about, String why) {
    return about.address() != null
        && suppressions.suppress(
            addressOf(signal, about), signal.detail() == null ? why : why + ": " + signal.detail());
  }

  private void suppressIfOften(Signal signal, Signals.About about) {
    if (about.address() != null && signals.isOftenDelayed(signal.channel(), about.address())) {
      giveUp(signal, about, "often undelivered");
    }
  }

  /** Where no message of ours is named, anybody may have written it: it ends their mail only. */
  private void complain(Signal signal, Signals.About about) {
    if (about.touchId() != null) {
      suppress(signal, about, COMPLAINT);
    }
    if (about.contactId() != null) {
      var channel = about.touchId() == null ? signal.channel() : null;
      consents.refuse(about.contactId(), channel, COMPLAINT, BY, about.touchId());
    } else if (about.address() != null) {
      refusals.refuse(addressOf(signal, about), signal.channel(), COMPLAINT);
    }
  }

  private static Identity addressOf(Signal signal, Signals.About about) {
    return new Identity(signal.channel().address(), about.address());
  }

  /** The touch whose mail has this Message-ID; empty if it is none of ours. */
  public Optional<Long> touchOfMessage(String messageId) {
    return messageIds.touchOf(messageId);
  }

  /** Where a touch went; empty if it has gone nowhere. */
  public Optional<String> addressOf(long touchId) {
    return signals.addressOf(touchId);
  }

  /** The touch that a provider knows by this name. */
  public Optional<Long> touchOfProvider(Channel channel, String providerId) {
    return signals.touchOfProvider(channel, providerId);
  }
}
