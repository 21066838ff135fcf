package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast a large send step is planned and dispatched; on PostgreSQL, with a small heap. */
@SopflowTest
@Tag("bench")
class LedgerBench {

  private static final int PARTICIPANTS = Integer.getInteger("sopflow.bench.participants", 100_000);
  private static final Instant WORKING_HOUR = Instant.parse("2026-03-02T11:10:00Z");

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @Test
  void planAndDispatchOneSendStep() throws Exception {
    clock.moveTo(WORKING_HOUR);
    house = new TouchHouse(db, clock);
    people();
    var piece = house.piece("bench", EMAIL, "en");
    for (var i = 0; i < 10; i++) {
      house.rendition("step-" + i, EMAIL, "en", "bench", i, null);
    }
    var named = timed(() -> touches.plan(plan(1, ContentChoice.piece(piece))));
    var unseen = timed(() -> touches.plan(plan(2, ContentChoice.nextUnseen("FUNCTION", "bench"))));
    touches.hold(2);
    var threads = Integer.getInteger("sopflow.bench.threads", 4);
    var sent = new AtomicInteger();
    var dispatched = timed(() -> dispatch(threads, sent));
    System.out.printf(
        "BENCH participants %d%nBENCH plan named piece  %.1f s  %,.0f/s%n"
            + "BENCH plan next unseen  %.1f s  %,.0f/s%nBENCH dispatch no-op    %.1f s  %,.0f/s (%d threads)%n"
            + "BENCH peak heap %d MB of %d MB%n",
        PARTICIPANTS,
        named,
        PARTICIPANTS / named,
        unseen,
        PARTICIPANTS / unseen,
        dispatched,
        PARTICIPANTS / dispatched,
        threads,
        peakHeap(),
        Runtime.getRuntime().maxMemory() >> 20);
    assertThat(sent).hasValue(PARTICIPANTS);
  }

  private void people() {
    db.sql(
            """
            insert into contact (full_name, position_level, zone, language, region, created_at,
              updated_at) select 'Reader ' || x, 'STAFF', 'UTC', 'en', 'GB', current_timestamp,
              current_timestamp from generate_series(1, ?) as g(x)
            """)
        .param(PARTICIPANTS)
        .update();
    db.sql(
            """
            insert into contact_identity (kind, id_value, contact_id)
            select 'EMAIL', 'r' || id || '@reader.example', id from contact
            """)
        .update();
    db.sql(
            """
            insert into consent (contact_id, channel, status, source, at)
            select id, 'EMAIL', 'GRANTED', 'bench', current_timestamp from contact
            """)
        .update();
    db.sql("analyze").update();
  }

  private SendPlan plan(long run, ContentChoice content) {
    return new SendPlan(
        run,
        "Task_Send",
        1,
        TouchHouse.everybody(),
        List.of(EMAIL),
        content,
        Purpose.MARKETING,
        clock.instant(),
        clock.instant().plus(Duration.ofDays(7)));
  }

  private void dispatch(int threads, AtomicInteger sent) {
    var workers = Executors.newFixedThreadPool(threads);
    for (var i = 0; i < threads; i++) {
      var dispatcher =
          TestDispatchers.of(
              context,
              gate,
              TestDispatchers.courier(
                  EMAIL,
                  message -> {
                    sent.incrementAndGet();
                    return Outcome.accepted("none");
                  }));
      workers.submit(dispatcher::dispatchDue);
    }
    workers.shutdown();
    try {
      workers.awaitTermination(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double timed(Runnable work) {
    var begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }
}
