package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plans what failed by its channel again by the next channel that its step allows: the same piece,
 * through the same ledger and gate, once for each way, however often and wherever it is done.
 */
@Component
class FallBacks {

  private static final int MOST = 500;

  private final JdbcClient db;
  private final FailedWays failedWays;
  private final Touches touches;
  private final LeftRuns leftRuns;
  private final TransactionTemplate transaction;
  private final Clock clock;

  FallBacks(
      JdbcClient db,
      FailedWays failedWays,
      Touches touches,
      LeftRuns leftRuns,
      TransactionTemplate transaction,
      Clock clock) {
    this.db = db;
    this.failedWays = failedWays;
    this.touches = touches;
    this.leftRuns = leftRuns;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What is planned alike. */
  private record Way(
      long runId,
      String step,
      int occurrence,
      int way,
      Channel failed,
      Purpose purpose,
      String piece,
      Instant usefulUntil) {}

  private record Failed(long touchId, long contactId, Way way) {

    LeftRuns.Member member() {
      return new LeftRuns.Member(way.runId(), contactId);
    }
  }

  /** Works until nothing waits that nobody else has. Returns how many touches it was done with. */
  int plan() {
    var all = 0;
    for (var done = next(); done > 0; done = next()) {
      all += done;
    }
    return all;
  }

  /** One way in one transaction, so that contacts are always taken in their order. */
  private int next() {
    return transaction.execute(
        status ->
            ways(failedWays.lock(MOST)).entrySet().stream()
                .limit(1)
                .mapToInt(each -> plan(each.getKey(), each.getValue()))
                .sum());
  }

  private int plan(Way way, List<Failed> failed) {
    var touchIds = failed.stream().map(Failed::touchId).toList();
    var channels = failedWays.after(way.runId(), way.step(), way.occurrence(), way.failed());
    var left = leftRuns.among(failed.stream().map(Failed::member).toList());
    var there = failed.stream().filter(each -> !left.contains(each.member())).toList();
    if (!channels.isEmpty() && !there.isEmpty()) {
      touches.plan(planOf(way, there, channels), way.way() + 1);
      tell(touchIds);
    }
    failedWays.done(touchIds);
    return failed.size();
  }

  private SendPlan planOf(Way way, List<Failed> failed, List<Channel> channels) {
    return new SendPlan(
        way.runId(),
        way.step(),
        way.occurrence(),
        ContactSet.ofAll(failed.stream().map(Failed::contactId).toArray(Long[]::new)),
        channels,
        ContentChoice.piece(way.piece()),
        way.purpose(),
        clock.instant(),
        way.usefulUntil());
  }

  private void tell(Collection<Long> touchIds) {
    db.sql(
            """
            insert into touch_event (touch_id, at, kind, detail)
            select t.id, cast(:now as timestamp(6) with time zone), 'FELL_BACK', n.channel
            from touch t join touch n on n.run_id = t.run_id and n.step = t.step
              and n.occurrence = t.occurrence and n.contact_id = t.contact_id and n.way = t.way + 1
            where t.id = any(:ids) and n.state <> 'DROPPED'
              and not exists (select 1 from touch_event e where e.touch_id = t.id
                and e.kind = 'FELL_BACK')
            """)
        .param("now", db(clock.instant()))
        .param("ids", touchIds.toArray(Long[]::new))
        .update();
  }

  private Map<Way, List<Failed>> ways(List<Long> touchIds) {
    var ways = new LinkedHashMap<Way, List<Failed>>();
    db.sql("select * from touch where id = any(:ids) order by id")
        .param("ids", touchIds.toArray(Long[]::new))
        .query((row, n) -> failed(row))
        .list()
        .forEach(each -> ways.computeIfAbsent(each.way(), way -> new ArrayList<>()).add(each));
    return ways;
  }

  private static Failed failed(ResultSet row) throws SQLException {
    return new Failed(
        row.getLong("id"),
        row.getLong("contact_id"),
        new Way(
            row.getLong("run_id"),
            row.getString("step"),
            row.getInt("occurrence"),
            row.getInt("way"),
            Channel.valueOf(row.getString("channel")),
            Purpose.valueOf(row.getString("purpose")),
            row.getString("piece"),
            DbTime.instant(row, "useful_until")));
  }
}
