package dev.sopflow.insight;

import dev.sopflow.insight.TouchFacts.Fact;
import dev.sopflow.touch.TouchNews;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the sums up to what the ledger says, on every node. What is counted of a touch is kept with
 * it, so that only the difference is added, however often and late something is told of it.
 */
@Component
class Sums {

  private static final Logger LOG = LoggerFactory.getLogger(Sums.class);
  private static final int CHUNK = 5_000;
  private static final int SLOTS = 16;

  private final JdbcClient db;
  private final TouchNews news;
  private final TouchFacts facts;
  private final SumRows rows;
  private final TransactionTemplate transaction;

  Sums(
      JdbcClient db,
      TouchNews news,
      TouchFacts facts,
      SumRows rows,
      TransactionTemplate transaction) {
    this.db = db;
    this.news = news;
    this.facts = facts;
    this.rows = rows;
    this.transaction = transaction;
  }

  /** Counts what is new, but for runs that somebody else is at. */
  @Scheduled(cron = "${sopflow.insight.sums:*/2 * * * * *}")
  void sweep() {
    for (var run : news.runs()) {
      try {
        count(run, " skip locked");
      } catch (ConcurrencyFailureException e) {
        LOG.info("What is new of run {} is counted a little later", run);
      }
    }
  }

  /** Counts all that is new of a run when this is called; waits for whoever is at it. */
  void upToDate(long runId) {
    if (news.has(runId)) {
      count(runId, "");
    }
  }

  /** As {@link #upToDate(long)}, of all runs. */
  void upToDate() {
    news.runs().forEach(this::upToDate);
  }

  private void count(long runId, String others) {
    var more = true;
    while (more) {
      more = transaction.execute(status -> countChunk(runId, others));
    }
  }

  private boolean countChunk(long runId, String others) {
    if (!hasTurn(runId, others)) {
      return false;
    }
    var touches = news.take(runId, CHUNK);
    if (!touches.isEmpty()) {
      rows.add(facts.of(touches));
    }
    return !touches.isEmpty();
  }

  private boolean hasTurn(long runId, String others) {
    return !db.sql("select slot from sum_turn where slot = :slot for update" + others)
        .param("slot", Math.floorMod(runId, SLOTS))
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  /** What the sums lack of a fact. */
  static int missing(Fact fact) {
    return fact.bits() & ~fact.counted();
  }

  /** Only those that the sums lack something of. */
  static List<Fact> missing(List<Fact> facts) {
    return facts.stream().filter(fact -> missing(fact) != 0).toList();
  }
}
