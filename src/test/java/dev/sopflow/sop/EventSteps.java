package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ContactImports;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.insight.StepNames;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.plan.DateMoves;
import dev.sopflow.plan.RunDates;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunLists;
import dev.sopflow.time.DbTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/**
 * What people do in an online event; as long as nobody says otherwise, on Wednesday, 18 March 2026,
 * from 14:00 to 15:30 in Berlin.
 */
abstract class EventSteps extends SopStories {

  private static final String SOP = "online-event";

  @LocalServerPort int port;
  @Autowired RunLists lists;
  @Autowired RunControl control;
  @Autowired JournalEntries journal;
  @Autowired Marks marks;
  @Autowired StepNames steps;
  @Autowired RunDates dates;
  @Autowired DateMoves moves;

  long event(Map<String, Object> other) {
    var all =
        new HashMap<String, Object>(
            Map.of(
                "name", "Spring event",
                "theme", "Fewer questions, better answers",
                "eventStart", "2026-03-18T14:00",
                "eventEnd", "2026-03-18T15:30",
                "zone", "Europe/Berlin",
                "platform", "registration",
                "joinUrl", "https://live.example/spring",
                "lecturer", "Ada Byron",
                "replayPlanned", true,
                "owner", "ops"));
    all.putAll(other);
    return start(SOP, all);
  }

  void checklist(Map<String, Object> other) {
    var all =
        new HashMap<String, Object>(
            Map.of(
                "listExpected", "yes",
                "slidesAllowed", false,
                "lottery", false,
                "liveQuestions", false));
    all.putAll(other);
    answer("Answer the small things", all);
  }

  void promoteByHand() {
    openPosts()
        .forEach(
            task ->
                tasks.complete(
                    task.getId(), Map.of("posted", true, "postLink", "https://post.example")));
    answer("Prepare lottery", Map.of("prepared", true));
    answer("Prepare live questions", Map.of("prepared", true));
  }

  List<Task> openPosts() {
    return tasks.createTaskQuery().taskDefinitionKey("Task_PublishPost").list();
  }

  void provideReplay() {
    answer("Provide replay and article", Map.of("replayUrl", "https://live.example/replay"));
    openPosts()
        .forEach(task -> tasks.complete(task.getId(), Map.of("posted", false, "postLink", "")));
    time.runDue();
  }

  void review(long run) {
    answer("Approve review", Map.of("lessons", "None", "approved", true));
    time.runDue();
    assertThat(runState(run)).isEqualTo("ENDED");
  }

  void answer(String task, Map<String, Object> form) {
    tasks.complete(onlyTask(task).getId(), form);
    time.runDue();
  }

  void at(String instant) {
    time.advanceTo(Instant.parse(instant));
  }

  /** As our own page would do it. */
  void registered(long run, long contact) {
    marks.set(
        marks.begin(run, MarkSource.PERSON, "ops", null),
        ContactSet.of(contact),
        "registered",
        "yes",
        null);
  }

  /** Over REST, by the words of our own page. */
  void register(long run, int person) {
    RestClient.create("http://localhost:" + port)
        .post()
        .uri("/api/runs/{run}/registrations", run)
        .headers(headers -> headers.setBasicAuth("ops", "ops"))
        .body(
            Map.of(
                "channel",
                "moments",
                "answers",
                Map.of(
                    "name", "Person " + person,
                    "email", "person" + person + "@people.example",
                    "company", "Company")))
        .retrieve()
        .toBodilessEntity();
  }

  /** Each row: number of the person, on WeChat, minutes, questions. */
  void bring(long run, String... rows) {
    var text =
        "name,email,phone,on wechat,watch minutes,questions\n"
            + Arrays.stream(rows).map(EventSteps::row).collect(Collectors.joining("\n"));
    try {
      var file = Files.createTempFile("list", ".csv");
      Files.writeString(file, text);
      lists.runNow(run, new ContactImports.List(file, "list.csv", "US", Set.of(), null, "ops"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(String cells) {
    var n = Integer.parseInt(cells.split(",")[0]);
    return "Person %d,person%d@people.example,+120255501%02d,%s"
        .formatted(n, n, n, cells.substring(cells.indexOf(',') + 1));
  }

  long planned(String piece) {
    return count("select count(*) from touch where piece = '" + piece + "'");
  }

  long sent(String piece) {
    return count("select count(*) from touch where state = 'SENT' and piece = '" + piece + "'");
  }

  long sentAfter(String instant) {
    return count(
        "select count(*) from touch where purpose = 'MARKETING' and state = 'SENT' and done_at > timestamp with time zone '"
            + instant.replace("T", " ").replace("Z", "+00:00")
            + "'");
  }

  long marked(String pair) {
    var halves = pair.split("=");
    return count(
        "select count(*) from participant_mark where mark = '%s' and mark_value = '%s'"
            .formatted(halves[0], halves[1]));
  }

  long told(String begin) {
    return count("select count(*) from notice where text like '" + begin + "%'");
  }

  List<String> said(long run) {
    return journal.ofRun(run, 200).stream().map(JournalEntries.Entry::text).toList();
  }

  void nobodyGotOnePieceTwice() {
    assertThat(
            count(
                """
                select count(*) from (select contact_id, piece from touch
                  where state = 'SENT' and piece is not null
                  group by run_id, contact_id, piece having count(*) > 1) twice
                """))
        .isZero();
  }

  /** Invitations and reminders are of no use any more. */
  void nothingCameAfterTheStart(long run) {
    assertThat(
            db.sql(
                    """
                    select count(*) from touch where state = 'SENT' and done_at > :start
                      and piece in ('event-announcement', 'event-day-before', 'event-same-day',
                        'event-way-in')
                    """)
                .param("start", DbTime.db(dates.get(run, "eventStart").at()))
                .query(Long.class)
                .single())
        .isZero();
  }
}
