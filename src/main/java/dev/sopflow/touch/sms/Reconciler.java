package dev.sopflow.touch.sms;

import com.twilio.exception.TwilioException;
import com.twilio.rest.api.v2010.account.Message;
import dev.sopflow.contact.Channel;
import dev.sopflow.touch.Doubts;
import dev.sopflow.touch.Doubts.Doubt;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.TouchTokens;
import dev.sopflow.touch.TrackedLinks;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Finds out what became of SMS to which Twilio gave no clear answer: it lists what it has for the
 * number. Ours is the one with a link of ours for the touch, or the only one of that time that is
 * no other touch's. Where that does not tell, a person decides; only what must arrive is ever sent
 * again.
 */
class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** Sooner, our own call may still be under way. */
  private static final Duration SOONEST = Duration.ofMinutes(2);

  /** By then Twilio lists all that it ever took. */
  private static final Duration SURE = Duration.ofMinutes(30);

  /** Its clock and ours, and how long a call takes. */
  private static final Duration ABOUT = Duration.ofMinutes(5);

  private static final int AT_ONCE = 20;
  private static final Pattern LINK = Pattern.compile("/c/([0-9a-z-]+)");

  private final SentMessages messages;
  private final Doubts doubts;
  private final StatusReports reports;
  private final Feedback feedback;
  private final TouchTokens tokens;
  private final TrackedLinks links;
  private final Clock clock;
  private long after;

  Reconciler(
      SentMessages messages,
      Doubts doubts,
      StatusReports reports,
      Feedback feedback,
      TouchTokens tokens,
      TrackedLinks links,
      Clock clock) {
    this.messages = messages;
    this.doubts = doubts;
    this.reports = reports;
    this.feedback = feedback;
    this.tokens = tokens;
    this.links = links;
    this.clock = clock;
  }

  /** A few at a time, in turn; safe on every node at once. */
  @Scheduled(cron = "${sopflow.twilio.reconciled:45 * * * * *}")
  synchronized void lookUp() {
    var some = doubts.of(Channel.SMS, after, SOONEST, AT_ONCE);
    after = some.size() < AT_ONCE ? 0 : some.get(AT_ONCE - 1).touchId();
    // while Twilio does not answer, it need not be asked for others
    some.stream().allMatch(this::isLookedUp);
  }

  private boolean isLookedUp(Doubt doubt) {
    try {
      messages
          .to(doubt.address(), doubt.begunAt().minus(ABOUT))
          .ifPresent(found -> settle(doubt, found));
      return true;
    } catch (TwilioException | OneAttempt.NotSent | OneAttempt.NoAnswer e) {
      LOG.info("What became of touch {} can't be asked now: {}", doubt.touchId(), "" + e);
      return false;
    }
  }

  private void settle(Doubt doubt, List<Message> found) {
    var near = found.stream().filter(each -> mayBe(doubt, each)).toList();
    var linked = near.stream().filter(each -> touchOf(each).isPresent()).findFirst();
    if (linked.isPresent()) {
      taken(doubt, linked.get());
    } else if (near.size() == 1 && doubt.alone()) {
      taken(doubt, near.get(0));
    } else if (near.isEmpty() && doubt.begunAt().isBefore(clock.instant().minus(SURE))) {
      doubts.notTaken(doubt.touchId());
    }
  }

  /** Of that time, and not known to be of another touch. */
  private boolean mayBe(Doubt doubt, Message each) {
    var at = each.getDateCreated().toInstant();
    return !at.isAfter(doubt.begunAt().plus(ABOUT))
        && feedback
            .touchOfProvider(Channel.SMS, each.getSid())
            .or(() -> touchOf(each))
            .filter(touch -> touch != doubt.touchId())
            .isEmpty();
  }

  private Optional<Long> touchOf(Message each) {
    return LINK.matcher(each.getBody() == null ? "" : each.getBody())
        .results()
        .flatMap(link -> links.clickOf(link.group(1)).stream())
        .map(TrackedLinks.Click::touchId)
        .findFirst();
  }

  private void taken(Doubt doubt, Message message) {
    doubts.taken(doubt.touchId(), message.getSid());
    var said = new HashMap<String, String>();
    said.put("MessageSid", message.getSid());
    said.put("MessageStatus", "" + message.getStatus());
    said.put("To", message.getTo());
    said.put(TwilioWebhooks.TOUCH, tokens.of(doubt.touchId()));
    if (message.getErrorCode() != null) {
      said.put("ErrorCode", "" + message.getErrorCode());
    }
    reports.take(said);
  }
}
