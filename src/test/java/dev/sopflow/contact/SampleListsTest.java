package dev.sopflow.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three lists as they come out of webinars, with the truth about them. */
@SopflowTest
class SampleListsTest {

  @Autowired ContactImports imports;
  @Autowired ImportLedger ledger;
  @Autowired JdbcClient db;

  private ImportStatus bringIn(String name, String region) throws IOException {
    var file = Files.createTempFile("list", ".csv");
    try (var in = getClass().getResourceAsStream("/lists/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    var list = new ContactImports.List(file, name, region, Set.of(), null, "ops");
    return imports.find(imports.runNow(list)).orElseThrow();
  }

  private static JsonNode truth(String name) throws IOException {
    try (var in = SampleListsTest.class.getResourceAsStream("/lists/truth.json")) {
      return new ObjectMapper().readTree(in).get(name);
    }
  }

  /** Line to severity, as the truth has it. */
  private static Map<Integer, Boolean> expectedIssues(JsonNode truth) {
    var issues = new TreeMap<Integer, Boolean>();
    for (var mark : truth.get("marks")) {
      var kind = mark.get("kind").asText();
      if (Set.of("no_contact", "bad_email", "bad_phone").contains(kind)) {
        issues.put(mark.get("line").asInt(), kind.equals("no_contact"));
      }
    }
    return issues;
  }

  private int people() {
    return db.sql("select count(*) from contact").query(Integer.class).single();
  }

  @ParameterizedTest
  @CsvSource({
    "webinar-zh.csv, CN, GB18030",
    "webinar-ja.csv, JP, Shift_JIS",
    "webinar-en.csv, US, UTF-8 with BOM"
  })
  void everyPersonOfTheListIsTakenOnceAndTheRestIsGivenBack(
      String name, String region, String encoding) throws IOException {
    var truth = truth(name);
    var done = bringIn(name, region);

    assertThat(done.message()).isNull();
    assertThat(done.state()).isEqualTo(ImportStatus.State.DONE);
    assertThat(done.encoding()).isEqualTo(encoding);
    assertThat(done.counts().rows()).isEqualTo(truth.get("rows").asInt());
    assertThat(people()).isEqualTo(truth.get("people").asInt());
    assertThat(done.counts().created()).isEqualTo(truth.get("people").asInt());
    assertThat(done.counts().merged()).isEqualTo(count(truth, "duplicate"));
    assertThat(done.counts().rejected()).isEqualTo(count(truth, "no_contact"));

    var issues = new TreeMap<Integer, Boolean>();
    ledger.issues(done.id(), 0, 10_000).forEach(i -> issues.put(i.line(), i.rejected()));
    assertThat(issues).isEqualTo(expectedIssues(truth));
    assertThat(phones()).containsAll(validPhones(truth));
  }

  @ParameterizedTest
  @CsvSource({"webinar-zh.csv, CN", "webinar-ja.csv, JP", "webinar-en.csv, US"})
  void theSameListAgainChangesNothing(String name, String region) throws IOException {
    bringIn(name, region);
    var before = everything();
    var again = bringIn(name, region);
    assertThat(again.counts().created()).isZero();
    assertThat(again.counts().merged()).isZero();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void theThreeListsShareNobody() throws IOException {
    bringIn("webinar-zh.csv", "CN");
    bringIn("webinar-ja.csv", "JP");
    bringIn("webinar-en.csv", "US");
    assertThat(people()).isEqualTo(534 + 265 + 360);
  }

  private static int count(JsonNode truth, String kind) {
    return (int)
        StreamSupport.stream(truth.get("marks").spliterator(), false)
            .filter(mark -> mark.get("kind").asText().equals(kind))
            .count();
  }

  private static Set<String> validPhones(JsonNode truth) {
    var phones = new TreeSet<String>();
    truth
        .get("marks")
        .forEach(
            mark -> {
              if (!mark.get("e164").isNull()) {
                phones.add(mark.get("e164").asText());
              }
            });
    return phones;
  }

  private Set<String> phones() {
    return new TreeSet<>(
        db.sql("select id_value from contact_identity where kind = 'PHONE'")
            .query(String.class)
            .list());
  }

  private String everything() {
    var all = new StringBuilder();
    for (var table :
        new String[] {
          "contact order by id",
          "contact_identity order by kind, id_value",
          "contact_attribute order by contact_id, name",
          "contact_tag order by contact_id, tag",
          "consent order by contact_id, channel",
          "company order by id",
          "contact_event order by id"
        }) {
      all.append(db.sql("select * from " + table).query().listOfRows());
    }
    return all.toString();
  }
}
