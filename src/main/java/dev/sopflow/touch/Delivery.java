package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.content.ContentBroken;
import dev.sopflow.touch.Result.Ending;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Hands claimed touches to their couriers, each once, outside any transaction. What it does not
 * come to, because it is stopped, breaks or takes too long, goes back untried.
 */
class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Results are written at least this often, so that the ledger stays close to the truth. */
  private static final long WRITE_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

  /** A claim is worked on for so small a share of its lease that it never runs out. */
  private static final int SHARE_OF_LEASE = 10;

  private static final int OPT_OUT_TRIES = 3;

  /** What a delivery works with. */
  record Parts(
      Claims claims,
      Letters letters,
      Endings endings,
      Results results,
      Consents consents,
      Couriers couriers,
      ChannelHealth health,
      TouchSettings settings) {}

  private final Parts parts;
  private final Clock clock;
  private final Map<Channel, Integer> paces = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  Delivery(Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /** Lets the call that is on its way come to an end; no other begins. */
  void stop() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  /** How many touches of its next claim the channel's courier gets at once. */
  int pace(Channel channel) {
    return paces.getOrDefault(channel, 1);
  }

  /**
   * @param pace as the claim was made with
   */
  void send(Claiming.Round round, int pace) {
    var batch = new Batch(round.claimed());
    try {
      sendAll(round, pace, batch);
    } finally {
      batch.untried().forEach(each -> batch.add(result(each, parts.endings().untried())));
      write(batch);
    }
  }

  private void sendAll(Claiming.Round round, int pace, Batch batch) {
    var claimed = round.claimed();
    var recheck = new Recheck(parts.claims(), clock, round, pace);
    var begun = System.nanoTime();
    var written = begun;
    var patience = parts.settings().dispatch().lease().toNanos() / SHARE_OF_LEASE;
    for (var i = 0; i < claimed.size() && !stopping && System.nanoTime() - begun < patience; i++) {
      var next = claimed.get(i);
      var message = message(next, batch);
      var index = i;
      message.filter(any -> recheck.mayGo(index)).ifPresent(ready -> carry(next, ready, batch));
      if (batch.hasOptOuts() || System.nanoTime() - written > WRITE_EVERY) {
        write(batch);
        written = System.nanoTime();
      }
    }
    claimed.stream()
        .findAny()
        .ifPresent(any -> paces.put(any.touch().channel(), paceAfter(any, recheck)));
  }

  /** A channel that stands still says nothing of how fast it is. */
  private int paceAfter(Claimed any, Recheck recheck) {
    var stands = parts.health().stopOf(any.touch().channel()).isPresent();
    return stands ? 1 : Math.min(recheck.pace(), parts.settings().dispatch().batch());
  }

  /** What the provider said counts first; what else it knows follows, and may fail by itself. */
  private void write(Batch batch) {
    parts.results().write(batch.results());
    batch.written();
    batch.takeOptOuts().forEach(this::refuse);
  }

  private Result result(Claimed claimed, Ending ending) {
    return new Result(claimed, ending, clock.instant());
  }

  /** What goes to the courier; empty if nothing can now, and then the batch has the reason. */
  private Optional<Message> message(Claimed claimed, Batch batch) {
    try {
      var hindrance = hindrance(claimed);
      if (hindrance.isEmpty()) {
        return Optional.of(parts.letters().write(claimed));
      }
      end(claimed, hindrance.get(), batch);
    } catch (ContentBroken broken) {
      end(claimed, parts.endings().broken(broken.getMessage()), batch);
    } catch (RuntimeException e) {
      LOG.error("Touch {} could not be written; it is tried again later", claimed.touch().id(), e);
      end(claimed, parts.endings().fault(e.getClass().getSimpleName()), batch);
    }
    return Optional.empty();
  }

  private Optional<Ending> hindrance(Claimed claimed) {
    if (claimed.sendBefore() != null && !clock.instant().isBefore(claimed.sendBefore())) {
      return Optional.of(parts.endings().back(Reason.OUTSIDE_WINDOW));
    }
    return parts.health().stopOf(claimed.touch().channel()).map(parts.endings()::stopped);
  }

  private void carry(Claimed claimed, Message message, Batch batch) {
    batch.begin(claimed);
    var outcome = outcomeOf(message);
    if (outcome.optedOut()) {
      batch.optedOut(claimed.touch());
    }
    end(claimed, parts.endings().of(claimed, outcome), batch);
  }

  private void end(Claimed claimed, Ending ending, Batch batch) {
    batch.begin(claimed);
    batch.add(result(claimed, ending));
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

  private void refuse(DueTouch touch) {
    for (var attempt = 1; attempt <= OPT_OUT_TRIES; attempt++) {
      try {
        parts.consents().refuse(touch.contactId(), touch.channel(), "provider", "system");
        return;
      } catch (ConcurrencyFailureException e) {
        LOG.warn("The refusal that touch {} met is stored again, try {}", touch.id(), attempt);
      } catch (RuntimeException e) {
        LOG.error("The refusal that touch {} met could not be stored", touch.id(), e);
        return;
      }
    }
    LOG.error("The refusal that touch {} met could not be stored", touch.id());
  }
}
