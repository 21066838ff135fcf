package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.content.ContentBroken;
import dev.sopflow.touch.Result.Ending;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands claimed touches to their couriers, each once, outside any transaction. */
class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Results are written at least this often, so that the ledger stays close to the truth. */
  private static final long WRITE_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

  /** What a delivery works with. */
  record Parts(
      Claims claims,
      Refusals refusals,
      Letters letters,
      Endings endings,
      Results results,
      Consents consents,
      Couriers couriers) {}

  private final Parts parts;
  private final Clock clock;

  Delivery(Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  void send(List<Claimed> claimed, String by) {
    var recheck = new Recheck(parts.claims(), parts.refusals(), by, claimed);
    var results = new ArrayList<Result>();
    var written = System.nanoTime();
    for (var i = 0; i < claimed.size(); i++) {
      answer(recheck.ask(i), claimed.get(i)).ifPresent(results::add);
      if (System.nanoTime() - written > WRITE_EVERY) {
        write(results);
        written = System.nanoTime();
      }
    }
    write(results);
  }

  private Optional<Result> answer(Recheck.Answer answer, Claimed claimed) {
    return switch (answer) {
      case GO -> Optional.of(send(claimed));
      case NOT_NOW ->
          Optional.of(
              new Result(claimed, parts.endings().back(Reason.RUN_PAUSED), clock.instant()));
      case NO -> Optional.empty();
    };
  }

  private void write(List<Result> results) {
    parts.results().write(results);
    results.clear();
  }

  private Result send(Claimed claimed) {
    var ending = endingOf(claimed);
    return new Result(claimed, ending, clock.instant());
  }

  private Ending endingOf(Claimed claimed) {
    if (claimed.sendBefore() != null && !clock.instant().isBefore(claimed.sendBefore())) {
      return parts.endings().back(Reason.OUTSIDE_WINDOW);
    }
    try {
      return carry(claimed, parts.letters().write(claimed));
    } catch (ContentBroken broken) {
      return parts.endings().broken(broken.getMessage());
    }
  }

  private Ending carry(Claimed claimed, Message message) {
    var outcome = outcomeOf(message);
    if (outcome.optedOut()) {
      refuse(claimed.touch().contactId(), claimed.touch().channel());
    }
    return parts.endings().of(claimed, outcome);
  }

  /** Whatever a courier throws, the message may be on its way. */
  private Outcome outcomeOf(Message message) {
    try {
      return parts.couriers().of(message.channel()).send(message);
    } catch (RuntimeException e) {
      LOG.error(
          "The courier of channel {} broke at touch {}", message.channel(), message.touchId(), e);
      return Outcome.unclear(e.getClass().getSimpleName());
    }
  }

  private void refuse(long contactId, Channel channel) {
    parts.consents().refuse(contactId, channel, "provider", "system");
  }
}
