package dev.sopflow.touch;

import static java.util.Comparator.naturalOrder;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Takes due touches through the gate to the couriers. Delivery promise: at most once to the
 * provider for marketing; a touch without a clear answer is never repeated blindly.
 */
@Service
public class Dispatcher {

  private final JdbcClient db;
  private final Claiming claiming;
  private final Delivery delivery;
  private final Leases leases;
  private final DoubtEnds doubtEnds;
  private final FallBacks fallBacks;

  Dispatcher(
      JdbcClient db,
      Claiming claiming,
      Delivery delivery,
      Leases leases,
      DoubtEnds doubtEnds,
      FallBacks fallBacks) {
    this.db = db;
    this.claiming = claiming;
    this.delivery = delivery;
    this.leases = leases;
    this.doubtEnds = doubtEnds;
    this.fallBacks = fallBacks;
  }

  /** Works until nothing is due; safe on every node at once. Returns how many rows it decided. */
  public int dispatchDue() {
    endExpiredLeases();
    var decided = 0;
    for (var more = dispatchAll(); more > 0; more = dispatchAll()) {
      decided += more;
    }
    return decided;
  }

  private int dispatchAll() {
    return fallBacks.plan() + Couriers.SENDABLE.stream().mapToInt(this::dispatch).sum();
  }

  /** Works on one batch of a channel; false when nothing was due. */
  boolean dispatchBatch(Channel channel) {
    return dispatch(channel) > 0;
  }

  /** Ends the sending soon: what no courier has yet goes back. */
  void stop() {
    delivery.stop();
  }

  void endExpiredLeases() {
    leases.endExpired();
    doubtEnds.repeatDue();
  }

  void fallBack() {
    fallBacks.plan();
  }

  private int dispatch(Channel channel) {
    if (delivery.isStopping()) {
      return 0;
    }
    var by = nodeAndThread();
    var pace = delivery.pace(channel);
    var round = claiming.next(channel, by, pace);
    delivery.send(round, pace);
    return round.decided();
  }

  private static String nodeAndThread() {
    var name =
        ManagementFactory.getRuntimeMXBean().getName() + "/" + Thread.currentThread().getId();
    return name.length() <= 64 ? name : name.substring(name.length() - 64);
  }

  /** When the next planned touch comes due, if any waits; held runs don't count. */
  public Optional<Instant> nextDue() {
    return Couriers.SENDABLE.stream()
        .map(this::nextDue)
        .flatMap(Optional::stream)
        .min(naturalOrder());
  }

  private Optional<Instant> nextDue(Channel channel) {
    return db.sql(
            """
            select t.due_at from touch t where t.state = 'PLANNED' and t.channel = :channel
            and t.run_id not in (select run_id from held_run)
            order by t.due_at fetch first 1 row only
            """)
        .param("channel", channel.name())
        .query((row, n) -> DbTime.instant(row, "due_at"))
        .optional();
  }
}
