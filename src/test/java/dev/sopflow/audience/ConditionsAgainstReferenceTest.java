package dev.sopflow.audience;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.house.SopflowTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Random stacks of conditions find in the database exactly whom a plain loop finds. */
@SopflowTest
class ConditionsAgainstReferenceTest {

  @Autowired Audiences audiences;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  @Test
  void randomConditionsFindWhomAPlainLoopFinds() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var people = new People(db, clock.instant(), random).make(120);
    var mapper = new ObjectMapper();
    int hits = 0;
    for (int i = 0; i < 400; i++) {
      var json = new RandomConditions(random).tree(0);
      var expected = new HashSet<Long>();
      var node = mapper.readTree(json);
      people.stream().filter(it -> matches(it, node)).forEach(it -> expected.add(it.id));
      assertThat(found(json)).as("seed %d: %s", seed, json).isEqualTo(expected);
      hits += expected.isEmpty() || expected.size() == people.size() ? 0 : 1;
    }
    assertThat(hits).as("conditions that tell some from others").isGreaterThan(100);
  }

  private Set<Long> found(String json) {
    var set = audiences.matching(json);
    return new HashSet<>(db.sql(set.sql()).params(set.params()).query(Long.class).list());
  }

  private boolean matches(People.Person person, JsonNode json) {
    if (json.has("all")) {
      return children(json.get("all")).stream().allMatch(it -> matches(person, it));
    }
    if (json.has("any")) {
      return children(json.get("any")).stream().anyMatch(it -> matches(person, it));
    }
    if (json.has("not")) {
      return !matches(person, json.get("not"));
    }
    if (json.has("tag")) {
      return person.tags.contains(json.get("tag").asText());
    }
    if (json.has("createdWithinDays")) {
      return !person.createdAt.isBefore(daysAgo(json.get("createdWithinDays").asInt()));
    }
    if (json.has("consent")) {
      var said = person.consents.getOrDefault(json.at("/consent/channel").asText(), "NONE");
      return said.equals(json.at("/consent/status").asText());
    }
    return json.has("touched") ? touched(person, json.get("touched")) : field(person, json);
  }

  private boolean touched(People.Person person, JsonNode json) {
    var since = json.has("withinDays") ? daysAgo(json.get("withinDays").asInt()) : Instant.MIN;
    long count =
        person.touches.stream()
            .filter(it -> !json.has("channel") || json.get("channel").asText().equals(it.channel()))
            .filter(it -> it.state().equals(json.path("state").asText("SENT")))
            .filter(it -> !it.at().isBefore(since))
            .count();
    return count >= json.path("atLeast").asInt(1);
  }

  private static boolean field(People.Person person, JsonNode json) {
    var name = json.get("field").asText();
    if (name.equals("company.size")) {
      Integer size = person.companySize;
      if (json.has("known")) {
        return json.get("known").asBoolean() == (size != null);
      }
      return size != null
          && (!json.has("atLeast") || size >= json.get("atLeast").asInt())
          && (!json.has("atMost") || size <= json.get("atMost").asInt());
    }
    var value = person.fields.get(name);
    if (json.has("known")) {
      return json.get("known").asBoolean() == (value != null);
    }
    if (json.has("isNot")) {
      return value == null || !low(value).equals(low(json.get("isNot").asText()));
    }
    if (value == null) {
      return false;
    }
    if (json.has("in")) {
      return children(json.get("in")).stream().anyMatch(it -> low(it.asText()).equals(low(value)));
    }
    return json.has("is")
        ? low(value).equals(low(json.get("is").asText()))
        : json.has("contains")
            ? low(value).contains(low(json.get("contains").asText()))
            : low(value).startsWith(low(json.get("startsWith").asText()));
  }

  private static String low(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static List<JsonNode> children(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  private Instant daysAgo(int days) {
    return clock.instant().minus(Duration.ofDays(days));
  }

  /** Writes random conditions as JSON. */
  private record RandomConditions(Random random) {

    static final String[] WORDS = {
      "Osaka", "osaka", "Os", "100%", "%", "a_c", "_", "!", "上海", "it's"
    };

    String tree(int depth) {
      int kind = random.nextInt(depth >= 4 ? 4 : 9);
      return switch (kind) {
        case 0 -> "{\"tag\":\"t" + random.nextInt(4) + "\"}";
        case 1, 2 -> field();
        case 3 -> other();
        case 4, 5 -> "{\"not\":" + tree(depth + 1) + "}";
        default -> "{\"" + pick("all", "any") + "\":" + list(depth) + "}";
      };
    }

    private String list(int depth) {
      var parts = new ArrayList<String>();
      IntStream.rangeClosed(0, random.nextInt(3)).forEach(i -> parts.add(tree(depth + 1)));
      return parts.toString();
    }

    private String field() {
      if (random.nextInt(4) == 0) {
        return "{\"field\":\"company.size\","
            + pick("\"known\":true", "\"known\":false", "\"atLeast\":50", "\"atMost\":50")
            + "}";
      }
      var name = pick("contact.city", "company.industry", "attribute.hobby", "attribute.业务");
      var word = pick(WORDS);
      var test =
          pick(
              "\"is\":\"" + word + "\"",
              "\"isNot\":\"" + word + "\"",
              "\"contains\":\"" + word + "\"",
              "\"startsWith\":\"" + word + "\"",
              "\"in\":[\"" + word + "\",\"" + pick(WORDS) + "\"]",
              "\"known\":" + random.nextBoolean());
      return "{\"field\":\"" + name + "\"," + test + "}";
    }

    private String other() {
      return switch (random.nextInt(3)) {
        case 0 -> "{\"createdWithinDays\":" + (1 + random.nextInt(60)) + "}";
        case 1 ->
            "{\"consent\":{\"channel\":\""
                + pick("SMS", "EMAIL", "ALL")
                + "\",\"status\":\""
                + pick("GRANTED", "REFUSED", "NONE")
                + "\"}}";
        default -> touched();
      };
    }

    private String touched() {
      var parts = new ArrayList<String>();
      if (random.nextBoolean()) parts.add("\"channel\":\"" + pick("SMS", "EMAIL") + "\"");
      if (random.nextBoolean())
        parts.add("\"state\":\"" + pick("SENT", "DROPPED", "PLANNED") + "\"");
      if (random.nextBoolean()) parts.add("\"withinDays\":" + (1 + random.nextInt(60)));
      if (random.nextBoolean()) parts.add("\"atLeast\":" + (1 + random.nextInt(3)));
      return "{\"touched\":{" + String.join(",", parts) + "}}";
    }

    private String pick(String... words) {
      return words[random.nextInt(words.length)];
    }
  }
}
