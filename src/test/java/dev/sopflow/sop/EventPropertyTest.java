package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Consents;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Funnel;
import dev.sopflow.insight.Reviews;
import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Events in which people do whatever they like, whenever they like: answer tasks or let them lie,
 * bring lists early, late, twice or never, move the date, refuse. Another world: {@code
 * -Dsopflow.property.seed=N}.
 */
@SopflowTest
class EventPropertyTest extends EventSteps {

  private static final Duration LONGEST = Duration.ofDays(70);
  private static final List<String> OUTCOMES =
      List.of("INTERESTED", "LATER", "REFUSED", "WRONG_PERSON", "CONVERTED", "NO_ANSWER");

  @Autowired Consents consents;
  @Autowired Reviews reviews;
  @Autowired Clock clock;

  private final Map<Long, Instant> refusedAt = new HashMap<>();
  private Random random;
  private int guests;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void whateverPeopleDoNobodyIsPesteredAndEverybodyIsCountedOnce(int world) {
    var seed = Long.getLong("sopflow.property.seed", 20260318L) + world;
    System.out.println("Event of seed " + seed);
    random = new Random(seed);
    guests = people(6 + random.nextInt(12)).size();
    var run = event(anyStart());
    var end = clock.instant().plus(LONGEST);
    while (runs.get(run).isOpen() && clock.instant().isBefore(end)) {
      time.advanceTo(clock.instant().plus(Duration.ofHours(1 + random.nextInt(40))));
      liveOn(run);
    }
    while (runs.get(run).isOpen()) {
      tasks.createTaskQuery().list().forEach(task -> complete(run, task, true));
      time.advanceTo(clock.instant().plus(Duration.ofDays(3)));
    }
    nobodyIsTouchedAfterRefusing();
    nobodyGotOnePieceTwice();
    nothingCameAfterTheStart(run);
    everybodyIsCountedOnce(run);
    assertThat(count("select count(*) from touch where state in ('CLAIMED', 'HELD')")).isZero();
  }

  private Map<String, Object> anyStart() {
    var day = 2 + random.nextInt(25);
    return Map.of(
        "eventStart", "2026-03-%02dT%02d:30".formatted(day, 12 + random.nextInt(8)),
        "eventEnd", "2026-03-%02dT22:00".formatted(day),
        "zone",
            List.of("Europe/Berlin", "Asia/Shanghai", "America/New_York").get(random.nextInt(3)),
        "platform", List.of("registration", "open").get(random.nextInt(10) / 7),
        "replayPlanned", random.nextBoolean());
  }

  private void liveOn(long run) {
    for (var task : tasks.createTaskQuery().list()) {
      if (random.nextInt(3) == 0 && isOpen(task)) {
        complete(run, task, false);
      }
    }
    if (random.nextInt(6) == 0) {
      refuse(contact(random.nextInt(guests)));
    }
    if (random.nextInt(12) == 0 && runs.get(run).isOpen()) {
      bringAnything(run);
    }
    if (random.nextInt(14) == 0 && runs.get(run).isOpen()) {
      move(run);
    }
    if (random.nextInt(150) == 0 && runs.get(run).isOpen()) {
      control.cancel(run, "ops");
    }
    time.runDue();
  }

  private boolean isOpen(Task task) {
    return tasks.createTaskQuery().taskId(task.getId()).count() > 0;
  }

  private void complete(long run, Task task, boolean willing) {
    var visited = task.getName().startsWith("Visit") ? contactOf(task) : null;
    var form = form(run, task.getName(), willing);
    tasks.complete(task.getId(), form);
    if (visited != null && "REFUSED".equals(form.get("outcome"))) {
      refusedAt.putIfAbsent(visited, clock.instant());
    }
    time.runDue();
  }

  private Map<String, Object> form(long run, String task, boolean willing) {
    return switch (task) {
      case "Answer the small things" ->
          Map.of(
              "listExpected",
              random.nextInt(5) == 0 ? "no" : "yes",
              "slidesAllowed",
              random.nextBoolean(),
              "lottery",
              random.nextBoolean(),
              "liveQuestions",
              random.nextBoolean());
      case "Bring the list in" -> Map.of("listArrived", listArrived(run));
      case "Post to Moments",
          "Post to communities",
          "Write to own contacts",
          "Post replay publicly" ->
          Map.of("posted", random.nextBoolean(), "postLink", "");
      case "Provide replay and article" -> Map.of("replayUrl", "https://live.example/replay");
      case "Approve review" ->
          Map.of("lessons", "Some", "approved", willing || random.nextInt(4) > 0);
      default ->
          Map.of(
              "outcome",
              OUTCOMES.get(random.nextInt(OUTCOMES.size())),
              "channel",
              "CALL",
              "connection",
              "ADDED");
    };
  }

  private String listArrived(long run) {
    if (random.nextInt(6) == 0) {
      return "never";
    }
    bringAnything(run);
    return "yes";
  }

  private void bringAnything(long run) {
    bring(
        run,
        IntStream.range(0, guests + 5)
            .filter(n -> random.nextInt(3) > 0)
            .mapToObj(
                n ->
                    "%d,%s,%d,%d"
                        .formatted(
                            n,
                            random.nextBoolean() ? "yes" : "no",
                            random.nextInt(3) * random.nextInt(40),
                            random.nextInt(3)))
            .toArray(String[]::new));
  }

  private void move(long run) {
    var start = dates.get(run, "eventStart");
    var to = start.local().plusDays(random.nextInt(12) - 4);
    if (!start.isPast(clock.instant())
        && to.atZone(start.zone()).toInstant().isAfter(clock.instant())) {
      moves.move(run, "eventStart", to.toString(), "ops");
    }
  }

  private void refuse(long contact) {
    consents.refuse(contact, null, "Phone call", "rep1");
    refusedAt.putIfAbsent(contact, clock.instant());
  }

  private long contact(int number) {
    return db.sql("select contact_id from contact_identity where id_value = :mail")
        .param("mail", "person" + number + "@people.example")
        .query(Long.class)
        .single();
  }

  private Long contactOf(Task task) {
    return db.sql("select contact_id from visit where process_instance_id = :process")
        .param("process", task.getProcessInstanceId())
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  private void nobodyIsTouchedAfterRefusing() {
    refusedAt.forEach(
        (contact, at) -> {
          assertThat(after(contact, at, "touch", "done_at", "SENT") - visitsReportedAt(contact, at))
              .as("messages to a contact who refused at " + at)
              .isLessThanOrEqualTo(0);
          assertThat(after(contact, at, "visit", "opened_at", "OPEN")).isZero();
        });
  }

  /** The visit in which somebody refused is a touch itself. */
  private long visitsReportedAt(long contact, Instant at) {
    return db.sql(
            """
            select count(*) from touch where contact_id = :contact and purpose = 'VISIT'
              and done_at > :at
            """)
        .param("contact", contact)
        .param("at", DbTime.db(at))
        .query(Long.class)
        .single();
  }

  private long after(long contact, Instant at, String table, String time, String state) {
    return db.sql(
            "select count(*) from %s where contact_id = :contact and state = :state and %s > :at"
                .formatted(table, time))
        .param("contact", contact)
        .param("state", state)
        .param("at", DbTime.db(at))
        .query(Long.class)
        .single();
  }

  private void everybodyIsCountedOnce(long run) {
    reviews
        .find(run)
        .map(review -> review.figures().funnel())
        .ifPresent(
            funnel -> {
              assertThat(placesOf(funnel.all()))
                  .isEqualTo(count("select count(*) from participant where run_id = " + run));
              assertThat(funnel.bySource().stream().mapToInt(EventPropertyTest::placesOf).sum())
                  .isEqualTo(placesOf(funnel.all()));
            });
  }

  private static int placesOf(Funnel.Part part) {
    return part.levels().stream()
        .mapToInt(level -> level.standing() + level.refused() + level.invalid())
        .sum();
  }
}
