package dev.sopflow.audience;

import static dev.sopflow.time.DbTime.db;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Random people, in the database and in memory. */
final class People {

  record Touch(String channel, String state, Instant at) {}

  static final class Person {
    long id;
    Instant createdAt;
    Integer companySize;
    final Map<String, String> fields = new HashMap<>();
    final Set<String> tags = new HashSet<>();
    final Map<String, String> consents = new HashMap<>();
    final List<Touch> touches = new ArrayList<>();
  }

  private static final String[] WORDS = {
    "Osaka", "OSAKA East", "100% Os", "a_c", "abc", "上海", "It's", "!"
  };

  private final JdbcClient db;
  private final Instant now;
  private final Random random;

  People(JdbcClient db, Instant now, Random random) {
    this.db = db;
    this.now = now;
    this.random = random;
  }

  List<Person> make(int count) {
    var people = new ArrayList<Person>();
    for (int i = 0; i < count; i++) {
      people.add(one(i));
    }
    return people;
  }

  private Person one(int number) {
    var person = new Person();
    person.createdAt = daysAgo();
    Long company = random.nextInt(4) == 0 ? null : company(person, number);
    maybe(person, "contact.city");
    db.sql(
            """
            insert into contact (full_name, company_id, city, created_at, updated_at)
            values ('p', :company, :city, :at, :at)
            """)
        .param("company", company)
        .param("city", person.fields.get("contact.city"))
        .param("at", db(person.createdAt))
        .update();
    person.id = db.sql("select max(id) from contact").query(Long.class).single();
    details(person);
    return person;
  }

  private long company(Person person, int number) {
    maybe(person, "company.industry");
    person.companySize = random.nextBoolean() ? null : random.nextInt(100);
    db.sql("insert into company (name, name_key, size, industry) values (:n, :n, :size, :industry)")
        .param("n", "c" + number)
        .param("size", person.companySize)
        .param("industry", person.fields.get("company.industry"))
        .update();
    return db.sql("select max(id) from company").query(Long.class).single();
  }

  private void details(Person person) {
    for (var name : new String[] {"hobby", "业务"}) {
      maybe(person, "attribute." + name);
      var value = person.fields.get("attribute." + name);
      if (value != null) {
        insert(
            "insert into contact_attribute (contact_id, name, attr_value) values (:id, :a, :b)",
            person,
            name,
            value);
      }
    }
    for (int i = 0; i < 4; i++) {
      if (random.nextInt(3) == 0 && person.tags.add("t" + i)) {
        insert(
            "insert into contact_tag (contact_id, tag) select :id, :a where :b = :b",
            person,
            "t" + i,
            "");
      }
    }
    for (var channel : new String[] {"SMS", "EMAIL", "ALL"}) {
      if (random.nextInt(3) == 0) {
        var status = random.nextBoolean() ? "GRANTED" : "REFUSED";
        person.consents.put(channel, status);
        insert(
            "insert into consent (contact_id, channel, status, source, at) values (:id, :a, :b, 'test', current_timestamp)",
            person,
            channel,
            status);
      }
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      touch(person, i);
    }
  }

  private void touch(Person person, int occurrence) {
    var touch = new Touch(pick("SMS", "EMAIL"), pick("SENT", "DROPPED", "PLANNED"), daysAgo());
    person.touches.add(touch);
    boolean done = !touch.state().equals("PLANNED");
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state, due_at,
              useful_until, planned_at, done_at)
            values (1, 's', :occurrence, :id, :channel, 'MARKETING', :state, :at, :at, :planned, :done)
            """)
        .param("occurrence", occurrence)
        .param("id", person.id)
        .param("channel", touch.channel())
        .param("state", touch.state())
        .param("at", db(touch.at()))
        .param("planned", db(done ? touch.at().minusSeconds(999_999) : touch.at()))
        .param("done", done ? db(touch.at()) : null)
        .update();
  }

  private void insert(String sql, Person person, String a, String b) {
    db.sql(sql).param("id", person.id).param("a", a).param("b", b).update();
  }

  private void maybe(Person person, String field) {
    if (random.nextInt(3) > 0) {
      person.fields.put(field, pick(WORDS));
    }
  }

  private Instant daysAgo() {
    return now.minus(Duration.ofHours(random.nextInt(70 * 24)));
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
