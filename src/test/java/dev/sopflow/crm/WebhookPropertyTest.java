package dev.sopflow.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.crm.WebhookEnd.Call;
import dev.sopflow.crm.WebhookEnd.Reaction;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two systems that fail at random, and two dispatchers, one of which now and then dies with what it
 * has in hand: every event arrives, in the order of its contact, and only where it belongs. Another
 * story by {@code -Dsopflow.property.seed=..}.
 */
@SopflowTest
class WebhookPropertyTest {

  private static final long SEED = Long.getLong("sopflow.property.seed", 20260302L);
  private static final int EVENTS = 300;
  private static final int PEOPLE = 12;

  /** By then even the worst story comes to its end. */
  private static final int SURELY = 4;

  @Autowired RunFixtures given;
  @Autowired WebhookLedger ledger;
  @Autowired Deliveries deliveries;
  @Autowired EndpointHealth health;
  @Autowired Retries retries;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;

  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

  @Test
  void everyEventArrivesAtLeastOnceInItsOrderAndOnlyWhereItBelongs() throws Exception {
    System.out.println("seed " + SEED);
    try (var crm = new WebhookEnd();
        var reports = new WebhookEnd()) {
      crm.reacts(call -> reaction("crm", call));
      reports.reacts(call -> reaction("reports", call));
      happen(new Random(SEED));
      deliverAll(List.of(crm.as("crm"), reports.as("reports")));
      assertThat(arrived(crm)).isEqualTo(meantFor("crm"));
      assertThat(arrived(reports)).isEqualTo(meantFor("reports"));
      assertThat(meantFor("crm")).hasSize(EVENTS);
      assertThat(meantFor("reports")).hasSizeBetween(1, EVENTS - 1);
      assertInOrder(crm);
      assertInOrder(reports);
      System.out.printf(
          "%d and %d calls for %d and %d events%n",
          crm.calls().size(), reports.calls().size(), EVENTS, meantFor("reports").size());
      assertThat(crm.calls()).as("some failed").hasSizeGreaterThan(EVENTS);
    }
  }

  /** The touch counts the events, so that each has its own fate in each system. */
  private void happen(Random random) {
    var people = new ArrayList<Long>();
    for (var n = 0; n < PEOPLE; n++) {
      people.add(given.person("Person " + n, "rep1"));
    }
    for (long n = 1; n <= EVENTS; n++) {
      var type = random.nextInt(3) == 0 ? EventType.CONTACT_REPLIED : EventType.CONTACT_CONVERTED;
      var contact = people.get(random.nextInt(PEOPLE));
      ledger.write(Happening.of(type, clock.instant(), contact, null).by(null, n));
    }
  }

  private Reaction reaction(String endpoint, Call call) {
    var event = endpoint + call.json().get("touch").asLong();
    var attempt = attempts.computeIfAbsent(event, any -> new AtomicInteger()).incrementAndGet();
    if (attempt > SURELY) {
      return Reaction.TAKE;
    }
    return switch (new Random(SEED * 31 + (event + attempt).hashCode()).nextInt(24)) {
      case 0 -> Reaction.of(500);
      case 1 -> Reaction.of(503).with("Retry-After", "" + attempt * 40);
      case 2, 3 -> Reaction.DROP;
      case 4 -> Reaction.of(429);
      case 5 -> Reaction.of(400);
      case 6 -> attempt == 1 ? Reaction.HANG : Reaction.TAKE;
      default -> Reaction.TAKE;
    };
  }

  private void deliverAll(List<Endpoint> endpoints) throws Exception {
    var workers = Executors.newFixedThreadPool(4);
    try {
      for (var round = 0; waiting() > 0; round++) {
        assertThat(round).as("rounds").isLessThan(2_000);
        if (round % 10 == 0) {
          oneDies();
        }
        var work = new ArrayList<Callable<Integer>>();
        for (var node = 0; node < 2; node++) {
          endpoints.forEach(endpoint -> work.add(() -> deliver(endpoint)));
        }
        for (var done : workers.invokeAll(work)) {
          done.get();
        }
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(30)));
      }
    } finally {
      workers.shutdown();
      workers.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private void oneDies() {
    deliveries.claim("crm", "a node that dies");
    db.sql(
            """
            update webhook_delivery set lease_until = current_timestamp - interval '1' second
            where claimed_by = 'a node that dies' and state = 'SENDING'
            """)
        .update();
  }

  private int deliver(Endpoint endpoint) {
    var settings =
        new WebhookSettings(
            List.of(),
            new WebhookSettings.Delivery(
                true,
                1,
                Duration.ofMillis(700),
                10,
                Duration.ofMinutes(5),
                Duration.ofDays(3),
                Duration.ofDays(1)));
    var dispatcher =
        new WebhookDispatcher(deliveries, new WebhookCalls(settings, clock), health, retries);
    var done = 0;
    for (var n = dispatcher.deliverBatch(endpoint); n > 0; n = dispatcher.deliverBatch(endpoint)) {
      done += n;
    }
    return done;
  }

  private long waiting() {
    return db.sql("select count(*) from webhook_delivery where state <> 'DONE'")
        .query(Long.class)
        .single();
  }

  private HashSet<String> arrived(WebhookEnd end) {
    var ids = new HashSet<String>();
    end.calls().forEach(call -> ids.add(call.eventId()));
    return ids;
  }

  private HashSet<String> meantFor(String endpoint) {
    return new HashSet<>(
        db.sql("select event_id from webhook_delivery where endpoint = :endpoint")
            .param("endpoint", endpoint)
            .query(String.class)
            .list());
  }

  /** By when each was heard of first. */
  private void assertInOrder(WebhookEnd end) {
    var last = new HashMap<Long, Long>();
    var seen = new HashSet<String>();
    for (var call : end.calls()) {
      if (seen.add(call.eventId())) {
        var contact = call.json().get("contact").get("id").asLong();
        var event = call.json().get("touch").asLong();
        assertThat(event).isGreaterThan(last.getOrDefault(contact, 0L));
        last.put(contact, event);
      }
    }
  }
}
