package dev.sopflow.insight;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.MarkAct;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.NewMark;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A run in which anything may have happened to anybody, and what is known of each. */
@Component
class RandomRun {

  private static final List<String> STATES =
      List.of("ACTIVE", "ACTIVE", "REPLIED", "CONVERTED", "OPTED_OUT", "INVALID", "ENDED");
  private static final List<String> OUTCOMES =
      List.of("INTERESTED", "LATER", "REFUSED", "WRONG_PERSON", "CONVERTED", "NO_ANSWER");

  private final RunFixtures given;
  private final Participants participants;
  private final Marks marks;
  private final JdbcClient db;

  RandomRun(RunFixtures given, Participants participants, Marks marks, JdbcClient db) {
    this.given = given;
    this.participants = participants;
    this.marks = marks;
    this.db = db;
  }

  /** Who somebody is in the run, as plainly as can be. */
  static final class Person {
    long id;
    String state;
    final Map<String, String> marks = new LinkedHashMap<>();
    boolean mailed;
    boolean talked;
    boolean answered;
  }

  List<Person> people(long run, int count, Random random) {
    var people = new ArrayList<Person>();
    for (var i = 0; i < count; i++) {
      var person = new Person();
      person.id = given.person("Person " + i, null);
      person.state = STATES.get(random.nextInt(STATES.size()));
      people.add(person);
    }
    var ids = people.stream().map(person -> person.id).toArray(Long[]::new);
    participants.enrol(run, ContactSet.ofAll(ids));
    var act = marks.begin(run, MarkSource.LIST, "test", null);
    people.forEach(person -> live(run, act, person, random));
    db.sql("insert into touch_news (run_id, touch_id) select run_id, id from touch").update();
    return people;
  }

  private void live(long run, MarkAct act, Person person, Random random) {
    mark(person, random, "registered", "yes", "no");
    mark(person, random, "attended", "yes", "no");
    mark(person, random, "screen", "invalid", "valid");
    mark(person, random, "source", "web", "list", "friend");
    mark(person, random, "sourceChannel", "moments", "poster");
    marks.set(
        act,
        person.marks.entrySet().stream()
            .map(one -> new NewMark(person.id, one.getKey(), one.getValue(), null))
            .toList());
    db.sql("update participant set state = :s where run_id = :run and contact_id = :id")
        .param("s", person.state)
        .param("run", run)
        .param("id", person.id)
        .update();
    for (var n = random.nextInt(3); n > 0; n--) {
      touch(run, person, n, random);
    }
    for (var n = random.nextInt(3); n > 0; n--) {
      visit(run, person, n, random);
    }
  }

  void mark(long run, long contact, String mark, String value) {
    var act = marks.begin(run, MarkSource.LIST, "test", null);
    marks.set(act, List.of(new NewMark(contact, mark, value, null)));
  }

  private static void mark(Person person, Random random, String mark, String... values) {
    var one = random.nextInt(values.length + 1);
    if (one < values.length) {
      person.marks.put(mark, values[one]);
    }
  }

  private void touch(long run, Person person, int n, Random random) {
    var sent = random.nextBoolean();
    person.mailed |= sent;
    insertTouch(run, person.id, "mail", n, "MARKETING", sent ? "SENT" : "DROPPED");
  }

  private void visit(long run, Person person, int n, Random random) {
    var open = random.nextInt(4) == 0;
    var outcome = open ? null : OUTCOMES.get(random.nextInt(OUTCOMES.size()));
    if (!open && !outcome.equals("NO_ANSWER")) {
      person.talked = true;
      insertTouch(run, person.id, "call", n, "VISIT", "SENT");
    }
    person.answered |= !open && List.of("INTERESTED", "LATER", "CONVERTED").contains(outcome);
    db.sql(
            """
            insert into visit (run_id, step, occurrence, contact_id, rep, state, outcome, opened_at,
              due_at, closed_at)
            values (:run, 'call', :n, :contact, :rep, :state, :outcome, :at, :at, :closed)
            """)
        .param("run", run)
        .param("n", n)
        .param("contact", person.id)
        .param("rep", random.nextBoolean() ? "rep1" : "rep2")
        .param("state", open ? "OPEN" : "DONE")
        .param("outcome", outcome)
        .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
        .param("closed", open ? null : TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
  }

  private void insertTouch(
      long run, long contact, String step, int n, String purpose, String state) {
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at)
            values (:run, :step, :n, :contact, 'EMAIL', :purpose, :state, :at, :at, :at, :at)
            """)
        .param("run", run)
        .param("step", step)
        .param("n", n)
        .param("contact", contact)
        .param("purpose", purpose)
        .param("state", state)
        .param("at", TestTime.START.atOffset(ZoneOffset.UTC))
        .update();
  }
}
