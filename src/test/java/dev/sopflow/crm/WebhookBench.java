package dev.sopflow.crm;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.DbTime;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast a backlog is told; on PostgreSQL; run by name. */
@Tag("bench")
@SopflowTest
class WebhookBench {

  private static final int EVENTS = Integer.getInteger("sopflow.bench.events", 100_000);

  @Autowired Deliveries deliveries;
  @Autowired EndpointHealth health;
  @Autowired Retries retries;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;

  @Test
  void aBacklogIsTold() throws Exception {
    db.sql(
            """
            insert into webhook_delivery (endpoint, event_id, event_type, contact_id, body, state,
              happened_at, next_at)
            select 'crm', cast(n.x as varchar(36)), 'CONTACT_CLICKED', mod(n.x, 20000),
              '{"contact":{"id":7}}', 'WAITING', cast(:at as timestamp(6) with time zone),
              cast(:at as timestamp(6) with time zone)
            from %s
            """
                .formatted(
                    dev.sopflow.house.TestDatabase.isPostgresql()
                        ? "generate_series(1, %d) as n(x)".formatted(EVENTS)
                        : "system_range(1, %d) n".formatted(EVENTS)))
        .param("at", DbTime.db(clock.instant()))
        .update();
    var settings =
        new WebhookSettings(
            List.of(),
            new WebhookSettings.Delivery(
                true,
                1,
                Duration.ofSeconds(10),
                10,
                Duration.ofMinutes(5),
                Duration.ofDays(3),
                Duration.ofDays(1)));
    var threads = Executors.newFixedThreadPool(2);
    try (var end = new WebhookEnd()) {
      var dispatcher =
          new WebhookDispatcher(deliveries, new WebhookCalls(settings, clock), health, retries);
      var endpoint = end.as("crm");
      var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      Callable<Integer> work =
          () -> {
            var n = 0;
            while (System.nanoTime() < until) {
              n += dispatcher.deliverBatch(endpoint);
            }
            return n;
          };
      var told = 0;
      for (var done : threads.invokeAll(List.of(work, work))) {
        told += done.get();
      }
      System.out.printf("BENCH told %d of %d in 20 s: %d/s%n", told, EVENTS, told / 20);
    } finally {
      threads.shutdown();
    }
    var start = System.nanoTime();
    deliveries.claim("crm", "bench");
    System.out.printf("BENCH one claim %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }
}
